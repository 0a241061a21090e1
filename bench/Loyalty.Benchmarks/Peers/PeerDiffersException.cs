namespace Loyalty.Benchmarks.Peers;

/// <summary>A peer decides otherwise than this project, and is none.</summary>
internal sealed class PeerDiffersException(string message) : Exception(message)
{
    private const int Shown = 5;

    /// <summary>Holds what a peer says of each member beside what this project says.</summary>
    /// <exception cref="PeerDiffersException">They are not the same.</exception>
    public static void Compare(string peer, IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> said)
    {
        var differences = expected.Keys.Union(said.Keys)
            .Select(member => (member, Expected: expected.GetValueOrDefault(member, "-"), Said: said.GetValueOrDefault(member, "-")))
            .Where(one => one.Expected != one.Said)
            .ToList();
        if (differences.Count > 0)
        {
            throw new PeerDiffersException(
                $"{peer} differs for {differences.Count} of {expected.Count} members:" + string.Concat(differences.Take(Shown).Select(one =>
                    $"\n  {one.member}: expected {one.Expected}\n  {new string(' ', one.member.Length)}      found {one.Said}")));
        }
    }
}
