namespace Loyalty.Domain.Rewards;

/// <summary>
/// A reward's code, as a customer reads it out and a cashier types it: eleven random characters and a check character, of an
/// alphabet without lookalikes (no 0 or O, no 1, I or L), printed in groups of four. The check finds every single wrong
/// character and every two neighbours swapped, since the alphabet has a prime number of them. 31^11 codes are too many to
/// guess. The default value is no code, and prints as nothing.
/// </summary>
public readonly record struct RewardCode
{
    /// <summary>Random bytes that a code is drawn from.</summary>
    public const int Entropy = 16;

    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 12;

    private readonly string? value;

    private RewardCode(string value) => this.value = value;

    /// <summary>The code that <see cref="Entropy"/> random bytes draw; their remainder is too small to favour any.</summary>
    public static RewardCode Draw(ReadOnlySpan<byte> random)
    {
        var number = new UInt128(BitConverter.ToUInt64(random), BitConverter.ToUInt64(random[8..]));
        Span<char> characters = stackalloc char[Length];
        for (var i = 0; i < Length - 1; i++)
        {
            (number, var place) = UInt128.DivRem(number, (UInt128)Alphabet.Length);
            characters[i] = Alphabet[(int)place];
        }

        characters[^1] = Check(characters[..^1]);
        return new(new string(characters));
    }

    /// <summary>The code in what was typed, whatever its case, with or without spaces and hyphens; null where it is none or the
    /// check fails.</summary>
    public static RewardCode? TryParse(string? typed)
    {
        Span<char> characters = stackalloc char[Length];
        var length = 0;
        foreach (var c in typed ?? "")
        {
            if (c is ' ' or '-')
            {
                continue;
            }

            var upper = char.ToUpperInvariant(c);
            if (length == Length || !Alphabet.Contains(upper, StringComparison.Ordinal))
            {
                return null;
            }

            characters[length++] = upper;
        }

        return length == Length && characters[^1] == Check(characters[..^1]) ? new(new string(characters)) : null;
    }

    /// <summary>The characters without hyphens, as they are stored.</summary>
    public string Stored => value ?? "";

    /// <summary>In groups of four.</summary>
    public override string ToString() => value is null ? "" : $"{value.AsSpan(0, 4)}-{value.AsSpan(4, 4)}-{value.AsSpan(8, 4)}";

    private static char Check(ReadOnlySpan<char> characters)
    {
        var sum = 0;
        for (var i = 0; i < characters.Length; i++)
        {
            sum += (i + 1) * Alphabet.IndexOf(characters[i], StringComparison.Ordinal);
        }

        return Alphabet[sum % Alphabet.Length];
    }
}
