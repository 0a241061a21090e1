using System.Security.Cryptography;
using System.Text;

namespace Loyalty.LocalHost.Data;

/// <summary>The two keys of a host: one for tills, one for staff, who may do what tills may.</summary>
public sealed record ApiKeys(string Pos, string Staff)
{
    /// <summary>What the functions get to know of the keys: their names, scopes and hashes, as the section <c>Keys</c>.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration()
    {
        return Section(0, "till", "pos", Pos).Concat(Section(1, "office", "staff", Staff));

        static IEnumerable<KeyValuePair<string, string?>> Section(int index, string name, string scope, string key) =>
        [
            new($"Keys:{index}:Name", name),
            new($"Keys:{index}:Scope", scope),
            new($"Keys:{index}:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
        ];
    }
}
