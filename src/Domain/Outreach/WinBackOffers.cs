using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Outreach;

/// <summary>Offers to members who stay away, step by step.</summary>
internal static class WinBackOffers
{
    private const int TooLateDays = 30;
    private const int RewardEveryMonths = 12;

    public static IEnumerable<Candidate> Of(Situation s)
    {
        if (s.Rules.WinBack is not { } rules
            || s.Standing.LastVisit is not { } lastVisit
            || s.Standing.LifetimeVisits < rules.MinVisits)
        {
            yield break;
        }

        // A late event may move the last visit a little: that is no new absence.
        var taken = s.State.LastOffer is { } last && lastVisit < last.On ? last.AfterDays : 0;
        for (var i = 0; i < rules.Steps.Length; i++)
        {
            var step = rules.Steps[i];
            var due = s.Nine(lastVisit.PlusDays(step.AfterDays));
            var until = s.Nine(lastVisit.PlusDays(step.AfterDays + TooLateDays));
            if (i + 1 < rules.Steps.Length && s.Nine(lastVisit.PlusDays(rules.Steps[i + 1].AfterDays)) is var next && next < until)
            {
                until = next;
            }

            if (step.AfterDays > taken && until > s.Now)
            {
                yield return Offer(s, rules, step, lastVisit, due, until);
            }
        }
    }

    /// <summary>The state once a step was offered, held out or lost.</summary>
    public static OutreachState Take(OutreachState state, Occasion occasion, LocalDate localToday) =>
        state with { LastOffer = new(localToday, DaysOf(occasion)) };

    /// <summary>The state once the step's reward is given.</summary>
    public static OutreachState Give(OutreachState state, Occasion occasion, LocalDate today) =>
        state with { StepRewards = state.StepRewards.SetItem(DaysOf(occasion), today) };

    /// <summary>The open rewards of earlier steps, which the offer of a later one revokes, whether or not it brings one.</summary>
    public static IEnumerable<Reward> Replaced(MemberRewards rewards, Occasion occasion, Instant now, LocalDate today) =>
        rewards.Open.Where(reward => reward.StatusAt(now, today) == RewardStatus.Open
            && reward.Key.WinBackStep < DaysOf(occasion));

    private static Candidate Offer(
        Situation s, WinBackRules rules, WinBackStep step, LocalDate lastVisit, Instant due, Instant until)
    {
        var key = RewardKey.WinBack(step.AfterDays);
        // Given with this very offer, where an attempt to send it came to nothing.
        var given = s.Member.Rewards.Open.LastOrDefault(reward =>
            reward.Key == key && reward.EarnedOn >= lastVisit && reward.StatusAt(s.Now, s.Today) == RewardStatus.Open);
        var isTooSoon = s.State.StepRewards.TryGetValue(step.AfterDays, out var on) && on.PlusMonths(RewardEveryMonths) > s.Today;
        var id = string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(lastVisit)}:{step.AfterDays}");
        return new(new(MessageKind.WinBack, id), due, until)
        {
            HoldoutPercent = rules.HoldoutPercent,
            Reward = given?.Code,
            Gift = step.Reward is { } reward && given is null && !isTooSoon
                ? new(key, s.Program.Rewards[reward], s.Standing.Version, WithClaim: true)
                : null,
        };
    }

    private static int DaysOf(Occasion occasion) =>
        int.Parse(occasion.Id.AsSpan(occasion.Id.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
}
