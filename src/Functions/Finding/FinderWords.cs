using Loyalty.Domain.Values;

namespace Loyalty.Functions.Finding;

/// <summary>
/// By the beginnings of which words a member is found. A name's word with a hyphen or an apostrophe in it is one word from each of its
/// parts on, so that "anna-maria", "annamaria" and "maria" all find Anna-Maria.
/// </summary>
internal static class FinderWords
{
    /// <summary>Of a name; the rest of a longer one finds nobody.</summary>
    public const int MostOfName = 32;

    /// <summary>The letters of a word that count.</summary>
    public const int MostLetters = 48;

    public static IReadOnlyCollection<string> Of(MemberId member, string? name, string? email)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Split(name ?? ""))
        {
            var parts = Parts(word);
            for (var part = 0; part < parts.Count && words.Count < MostOfName; part++)
            {
                words.Add(Cut(string.Concat(parts.Skip(part))));
            }
        }

        words.Add(Cut(FoldedText.Of(member.ToString())));
        if (email is not null)
        {
            var address = FoldedText.Of(email);
            words.Add(Cut(address));
            words.Add(Cut(address[Math.Max(0, address.LastIndexOf('@'))..]));
        }

        return words;
    }

    /// <summary>What somebody typed: for each of the terms the beginnings of words that it stands for, as typed and, where it is no
    /// address, without what is between letters.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Typed(string text) =>
    [
        .. Split(text).Select(term => new[] { Cut(term), term.Contains('@', StringComparison.Ordinal) ? "" : Cut(string.Concat(Parts(term))) }
            .Where(beginning => beginning.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList()),
    ];

    /// <summary>A name as it is sorted.</summary>
    public static string Sorted(string? name) => Cut(string.Join(' ', Split(name ?? "").SelectMany(Parts)));

    private static string[] Split(string text) =>
        FoldedText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<string> Parts(string word)
    {
        var parts = new List<string>();
        for (var at = 0; at < word.Length;)
        {
            var end = at;
            while (end < word.Length && FoldedText.IsOfWord(word[end]))
            {
                end++;
            }

            if (end > at)
            {
                parts.Add(word[at..end]);
            }

            at = end + 1;
        }

        return parts;
    }

    private static string Cut(string word) => word.Length <= MostLetters ? word : word[..MostLetters];
}
