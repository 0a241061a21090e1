using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>
/// Budgets by month, which many members share. What a reward costs is taken before the member's transaction and given back where
/// that then does not issue it. A crash between leaves a reservation, which whoever reserves next looks at once it is old: where the
/// member has no such reward, and whoever reserved it can write it no more, it is given back.
/// </summary>
public sealed class Budgets(IStore store, IClock clock)
{
    private const int LookedAtOnce = 16;
    private const int MostReserved = 400;

    // Hardly anybody takes so long from a reservation to the member's transaction.
    private static readonly Duration OldAfter = Duration.FromMinutes(10);

    /// <summary>Whether there was as much; the same reservation again takes nothing.</summary>
    internal async Task<bool> TryReserveAsync(
        string budget, long limit, Reservation reservation, CancellationToken cancellationToken)
    {
        var answer = await Contention.RetryAsync(TryAsync, cancellationToken);
        return answer.IsReserved;

        async Task<Answer?> TryAsync()
        {
            var row = await store.ReadAsync(Tables.Budgets, budget, BudgetRow.Key, cancellationToken);
            var state = BudgetRow.Read(row);
            if (state.Reserved.Any(other => other.Code == reservation.Code))
            {
                return new(true);
            }

            state = await SettleAsync(state, cancellationToken);
            if (state.Spent + reservation.Cost > limit)
            {
                return new(false);
            }

            // Past the most, the oldest count as spent.
            var after = new BudgetRow(
                state.Spent + reservation.Cost, [.. state.Reserved.Append(reservation).TakeLast(MostReserved)]);
            return await CommitAsync(budget, after.Write(row), cancellationToken) ? new(true) : null;
        }
    }

    /// <summary>Gives back what came to nothing; done again it does nothing.</summary>
    internal Task GiveBackAsync(string budget, string code, CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            var row = await store.ReadAsync(Tables.Budgets, budget, BudgetRow.Key, cancellationToken);
            var state = BudgetRow.Read(row);
            if (state.Reserved.FirstOrDefault(other => other.Code == code) is not { } reserved)
            {
                return new Answer(false);
            }

            var after = new BudgetRow(state.Spent - reserved.Cost, [.. state.Reserved.Where(other => other != reserved)]);
            return await CommitAsync(budget, after.Write(row), cancellationToken) ? new Answer(true) : null;
        },
        cancellationToken);

    /// <summary>Takes out what names a member who is erased; what was reserved for them counts as spent.</summary>
    internal Task ForgetAsync(string budget, string member, CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            var row = await store.ReadAsync(Tables.Budgets, budget, BudgetRow.Key, cancellationToken);
            var state = BudgetRow.Read(row);
            var after = state with { Reserved = [.. state.Reserved.Where(other => other.Member != member)] };
            return after.Reserved.Count == state.Reserved.Count
                || await CommitAsync(budget, after.Write(row), cancellationToken) ? new Answer(true) : null;
        },
        cancellationToken);

    private async Task<BudgetRow> SettleAsync(BudgetRow state, CancellationToken cancellationToken)
    {
        var old = clock.GetCurrentInstant() - OldAfter;
        foreach (var reserved in state.Reserved.Where(reserved => reserved.At < old).Take(LookedAtOnce))
        {
            if (await IsIssuedAsync(reserved, cancellationToken) is { } isIssued)
            {
                state = new(
                    state.Spent - (isIssued ? 0 : reserved.Cost), [.. state.Reserved.Where(other => other != reserved)]);
            }
        }

        return state;
    }

    /// <summary>Whether the member has what was reserved for them; null where that cannot be said yet.</summary>
    private async Task<bool?> IsIssuedAsync(Reservation reserved, CancellationToken cancellationToken)
    {
        if (await HasAsync(reserved, cancellationToken))
        {
            return true;
        }

        // Whoever reserved it may be as slow as that. Once the member's row has another ETag, their transaction is refused.
        return await store.ReadAsync(Tables.Members, reserved.Member, MemberKeys.Member, cancellationToken) is { } row
            && await store.CommitAsync(
                Tables.Members, reserved.Member, [new Write.Replace(row.Key, row.Fields, row.ETag)], cancellationToken) is CommitResult.Committed
            ? await HasAsync(reserved, cancellationToken)
            : null;
    }

    private async Task<bool> HasAsync(Reservation reserved, CancellationToken cancellationToken) => await store.ReadAsync(
        Tables.Members, reserved.Member, MemberKeys.RewardsFrom + reserved.Code, cancellationToken) is not null;

    private async Task<bool> CommitAsync(string budget, Write write, CancellationToken cancellationToken) =>
        await store.CommitAsync(Tables.Budgets, budget, [write], cancellationToken) is CommitResult.Committed;

    private sealed record Answer(bool IsReserved);
}
