using System.Buffers.Binary;
using System.Security.Cryptography;
using Loyalty.Domain.Rewards;

namespace Loyalty.Domain.Tests.Rewards;

public sealed class RewardCodeTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    [Fact]
    public void A_code_is_read_as_it_is_printed_and_as_it_is_stored()
    {
        foreach (var code in Codes(300))
        {
            Assert.Matches("^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$", code.ToString());
            Assert.Equal(code, RewardCode.TryParse(code.ToString()));
            Assert.Equal(code, RewardCode.TryParse(code.Stored));
        }
    }

    [Fact]
    public void A_code_is_read_as_people_type_it()
    {
        var code = Codes(1).Single();

        Assert.Equal(code, RewardCode.TryParse(code.ToString().ToLowerInvariant()));
        Assert.Equal(code, RewardCode.TryParse($"  {code.ToString().Replace('-', ' ')} "));
        Assert.Equal(code, RewardCode.TryParse(string.Join('-', code.Stored.AsEnumerable())));
    }

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        foreach (var stored in Codes(300).Select(code => code.Stored))
        {
            for (var place = 0; place < stored.Length; place++)
            {
                foreach (var other in Alphabet.Where(other => other != stored[place]))
                {
                    Assert.Null(RewardCode.TryParse($"{stored[..place]}{other}{stored[(place + 1)..]}"));
                }
            }
        }
    }

    [Fact]
    public void Every_two_neighbours_swapped_are_found()
    {
        foreach (var stored in Codes(300).Select(code => code.Stored))
        {
            for (var place = 0; place + 1 < stored.Length; place++)
            {
                if (stored[place] != stored[place + 1])
                {
                    Assert.Null(RewardCode.TryParse($"{stored[..place]}{stored[place + 1]}{stored[place]}{stored[(place + 2)..]}"));
                }
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("2222-2222-222")]
    [InlineData("2222-2222-22222")]
    [InlineData("2222_2222_2222")]
    [InlineData("O222-2222-2222")]
    [InlineData("2222-2222-222\0")]
    public void What_is_no_code_is_none(string? typed) => Assert.Null(RewardCode.TryParse(typed));

    [Fact]
    public void The_default_value_prints_as_nothing() =>
        Assert.Equal(("", ""), (default(RewardCode).ToString(), default(RewardCode).Stored));

    // 31,000 draws give each character at each place 1,000 times, with a standard deviation of 31.
    [Fact]
    public void Each_character_comes_as_often_at_each_place()
    {
        var counts = new int[12, Alphabet.Length];
        foreach (var code in Codes(31_000))
        {
            for (var place = 0; place < code.Stored.Length; place++)
            {
                counts[place, Alphabet.IndexOf(code.Stored[place], StringComparison.Ordinal)]++;
            }
        }

        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 830, 1_170));
    }

    // Each of 31 characters at each of 11 places is drawn by a number of its own: 31^11 codes, of which nobody guesses one.
    [Fact]
    public void A_code_holds_54_bits()
    {
        var (places, step) = (0, UInt128.One);
        for (; step <= UInt128.MaxValue / 31; step *= 31, places++)
        {
            var drawn = Enumerable.Range(0, 31).Select(digit => Draw(step * (UInt128)digit).Stored[..11]).Distinct().ToList();
            if (drawn.Count == 1)
            {
                break;
            }

            Assert.Equal(Alphabet.Order(), drawn.Select(code => code[places]).Order());
        }

        Assert.Equal(54, (int)(places * Math.Log2(Alphabet.Length)));
        Assert.True(8 * RewardCode.Entropy >= 64 + (places * Math.Log2(Alphabet.Length)), "The remainder favours some codes.");
    }

    [Fact]
    public void Codes_do_not_meet() => Assert.Equal(31_000, Codes(31_000).Distinct().Count());

    private static RewardCode Draw(UInt128 number)
    {
        var random = new byte[RewardCode.Entropy];
        BinaryPrimitives.WriteUInt128LittleEndian(random, number);
        return RewardCode.Draw(random);
    }

    private static IEnumerable<RewardCode> Codes(int count) =>
        Enumerable.Range(0, count).Select(i => RewardCode.Draw(SHA256.HashData(BitConverter.GetBytes(i)).AsSpan(0, RewardCode.Entropy)));
}
