using System.Collections.Concurrent;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Verifying;

/// <summary>Goes through the members a few seconds each time that somebody asks, from where the answer before stopped: so it needs no
/// process of its own and nothing to remember, and stops when nobody waits for it.</summary>
public sealed class VerifyDesk(IStore store, MemberVerifier verifier, MemberMending mending, TimeProvider time)
{
    // Tills come first.
    private const int MembersAtOnce = 4;

    // Far below the 230 seconds within which a function on Azure has to answer.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <param name="after">What an answer said to be next; null for the beginning.</param>
    /// <param name="mendBy">The name of the key that mends; null: only look.</param>
    public async Task<Verified> GoOnAsync(string? after, string? mendBy, CancellationToken cancellationToken)
    {
        var (members, differences) = (0, new ConcurrentQueue<Difference>());
        var start = time.GetTimestamp();
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, null, after, cancellationToken);
            var found = await MembersAsync(page, cancellationToken);
            await Parallel.ForEachAsync(
                found,
                new ParallelOptions { MaxDegreeOfParallelism = MembersAtOnce, CancellationToken = cancellationToken },
                async (member, token) =>
                {
                    foreach (var difference in await VerifyAsync(member, mendBy, token))
                    {
                        differences.Enqueue(difference);
                    }
                });
            members += found.Count;
            after = page.Continuation;
        }
        while (after is not null && time.GetElapsedTime(start) < Step);

        return new(members, [.. differences.OrderBy(one => one.Member, StringComparer.Ordinal)], after);
    }

    /// <summary>The member who has a number; null where there is none.</summary>
    public async Task<Verified?> OneAsync(MemberId number, string? mendBy, CancellationToken cancellationToken)
    {
        var (member, row) = await store.FindMemberAsync(number, toChange: false, cancellationToken);
        var differences = await VerifyAsync(member, mendBy, cancellationToken);
        return row is null && differences.Count == 0 ? null : new(1, differences, null);
    }

    private Task<IReadOnlyList<Difference>> VerifyAsync(MemberId member, string? mendBy, CancellationToken cancellationToken) =>
        mendBy is null ? verifier.FindAsync(member, cancellationToken) : mending.MendAsync(member, mendBy, cancellationToken);

    /// <summary>Those whose row is on the page, and those whose ledger is while they have none. A member's rows may be on two pages.
    /// </summary>
    private async Task<IReadOnlyList<MemberId>> MembersAsync(Page page, CancellationToken cancellationToken)
    {
        var members = page.Rows.Where(row => row.Key == MemberKeys.Member).Select(row => row.Partition).ToHashSet(StringComparer.Ordinal);
        var ledgers = page.Rows.Where(row => row.Key.StartsWith(MemberKeys.EventsFrom, StringComparison.Ordinal)).Select(row => row.Partition);
        foreach (var other in ledgers.Distinct().Where(member => !members.Contains(member)).ToList())
        {
            if (await store.ReadAsync(Tables.Members, other, MemberKeys.Member, cancellationToken) is null)
            {
                members.Add(other);
            }
        }

        return [.. members.Order(StringComparer.Ordinal).Select(MemberId.Parse)];
    }
}
