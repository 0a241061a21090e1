using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Receiving;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Issues what one judgement gives a member, or withholds it where a limit is reached.</summary>
/// <param name="expected">How many codes to draw at once, when the first is needed.</param>
internal sealed class Issuance(
    Attempts attempts,
    Member member,
    RewardCodes codes,
    Budgets budgets,
    Instant now,
    LocalDate today,
    int expected,
    CancellationToken cancellationToken)
{
    private readonly Dictionary<string, int> ofMonth = new(StringComparer.Ordinal);
    private readonly Dictionary<RewardKey, long> numbers = [];
    private int used;

    public List<Reward> Issued { get; } = [];

    public List<WithheldReward> Withheld { get; } = [];

    public async Task IssueAsync(Domain.Rewards.Due due)
    {
        if (await TakeAsync(due.Ground.Reward) is var (code, why) && code is { } given)
        {
            Issued.Add(due.Issue(given, now, today));
        }
        else
        {
            Withheld.Add(due.Withhold(why!.Value, Number(due.Key), now));
        }
    }

    /// <summary>The reward, or null where it is withheld.</summary>
    public async Task<Reward?> IssueAsync(Gift gift)
    {
        var (code, why) = await TakeAsync(gift.Terms);
        if (code is { } given)
        {
            return gift.Issue(given, now, today);
        }

        Withheld.Add(gift.Withhold(why!.Value, Number(gift.Key), now, today));
        return null;
    }

    private async Task<(RewardCode? Code, WithheldReason? Why)> TakeAsync(RewardTerms terms)
    {
        var had = ofMonth.GetValueOrDefault(terms.Id, member.Rewards.Monthly.Of(terms.Id, today));
        if (had >= terms.PerMemberMonth)
        {
            return (null, WithheldReason.MemberMonth);
        }

        var code = await CodeAsync();
        if (terms is { BudgetMonth: { } limit, Cost: { } cost } && !await ReserveAsync(code, terms.Id, limit, cost))
        {
            return (null, WithheldReason.BudgetMonth);
        }

        used++;
        ofMonth[terms.Id] = had + 1;
        return (code, null);
    }

    // In the order in which they were drawn, whichever attempt did; one that is not used serves the next reward.
    private async Task<RewardCode> CodeAsync()
    {
        if (used == attempts.Codes.Count)
        {
            attempts.Codes.AddRange(await codes.DrawAsync(member.Id, Math.Max(1, expected - used), cancellationToken));
        }

        return attempts.Codes[used];
    }

    private async Task<bool> ReserveAsync(RewardCode code, string termsId, long limit, long cost)
    {
        var budget = BudgetKeys.OfReward(termsId, today);
        if (attempts.Reserved.Remove(code, out var other) && other != budget)
        {
            // An attempt before would have given it for another reward.
            await budgets.GiveBackAsync(other, code.Stored, cancellationToken);
        }

        // Also what an attempt before has reserved: others may have got it since.
        if (!await budgets.TryReserveAsync(budget, limit, Reservation.Of(code, member.Id, cost, now), cancellationToken))
        {
            return false;
        }

        attempts.Reserved[code] = budget;
        return true;
    }

    private long Number(RewardKey key) =>
        numbers[key] = numbers.GetValueOrDefault(key, member.Rewards.Withheld.GetValueOrDefault(key)) + 1;
}
