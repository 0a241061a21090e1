using System.Security.Cryptography;
using System.Text;

namespace Loyalty.LocalHost.Data;

/// <summary>The keys of a host: one for tills, one for staff, who may do what tills may, the one that seals links to customers
/// and the one that hashes what members are found by (32 bytes as base64 each), which nobody is told.</summary>
public sealed record ApiKeys(string Pos, string Staff, string Links, string Lookups)
{
    /// <summary>What the functions get to know of the keys: names, scopes and hashes, as the section <c>Keys</c>, and what links are
    /// sealed with, as <c>Links</c>, and what lookups are hashed with, as <c>Lookups</c>.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration()
    {
        return
        [
            .. Section(0, "till", "pos", Pos),
            .. Section(1, "office", "staff", Staff),
            new("Links:Keys:0:Id", "host"),
            new("Links:Keys:0:Secret", Links),
            new("Lookups:Keys:0:Secret", Lookups),
        ];

        static IEnumerable<KeyValuePair<string, string?>> Section(int index, string name, string scope, string key) =>
        [
            new($"Keys:{index}:Name", name),
            new($"Keys:{index}:Scope", scope),
            new($"Keys:{index}:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
        ];
    }
}
