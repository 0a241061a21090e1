using System.Security.Cryptography;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Receiving;

/// <summary>Draws codes and writes whose they are before a reward needs them: a code that is then not used is harmless.</summary>
public sealed class RewardCodes(IStore store)
{
    private const string Key = "code";
    private const int AtOnce = 16;

    /// <summary>New codes of a member, which no reward has yet.</summary>
    public async Task<IReadOnlyList<RewardCode>> DrawAsync(MemberId member, int count, CancellationToken cancellationToken)
    {
        if (count <= 0)
        {
            return [];
        }

        var codes = new RewardCode[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => codes[i] = await DrawAsync(member, token));
        return codes;
    }

    /// <summary>The member whose reward has the code; null where it is nobody's. One point read.</summary>
    public async Task<MemberId?> MemberOfAsync(RewardCode code, CancellationToken cancellationToken) =>
        code != default && await store.ReadAsync(Tables.Codes, code.Stored, Key, cancellationToken) is { } row
            ? MemberId.Parse(row.Fields.Text("member")!)
            : null;

    /// <summary>Writes anew whose a code is.</summary>
    internal Task RestoreAsync(RewardCode code, MemberId member, CancellationToken cancellationToken) =>
        store.CommitAsync(Tables.Codes, code.Stored, [new Write.Put(Key, FieldsOf(member))], cancellationToken);

    /// <summary>Takes out whose a code is, once the member is erased.</summary>
    internal Task ForgetAsync(string code, CancellationToken cancellationToken) =>
        store.DeleteAsync(Tables.Codes, code, Key, cancellationToken);

    private async Task<RewardCode> DrawAsync(MemberId member, CancellationToken cancellationToken)
    {
        while (true)
        {
            var code = RewardCode.Draw(RandomNumberGenerator.GetBytes(RewardCode.Entropy));
            var insert = new Write.Insert(Key, FieldsOf(member));
            if (await store.CommitAsync(Tables.Codes, code.Stored, [insert], cancellationToken) is CommitResult.Committed)
            {
                return code;
            }
        }
    }

    private static Fields FieldsOf(MemberId member) => new() { { "member", member.ToString() } };
}
