using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Verifying;

/// <summary>Holds what the member's row says of rewards to the rows that they and their redemptions have.</summary>
internal static class RewardCheck
{
    /// <param name="elsewhere">What was withheld from other numbers of the member, which is still with these.</param>
    public static void Check(
        Recount recount, MemberFacts facts, IEnumerable<WithheldReward> elsewhere, ProgramVersions versions, Instant now)
    {
        var stored = recount.Stored.Rewards;
        var rewards = facts.Rewards.Where(recount.Stored.Has).ToDictionary(reward => reward.Code);
        foreach (var lost in stored.Open.Where(reward => !rewards.ContainsKey(reward.Code)).DistinctBy(reward => reward.Code))
        {
            // It was written with the member's row, and can only have been lost since.
            recount.Differs(MemberKeys.Reward(lost.Code), "row", null, Text(lost));
            recount.Rewards.Add(lost);
            rewards.Add(lost.Code, lost);
        }

        foreach (var use in rewards.Values.Select(reward => reward.LastUse).OfType<Redemption>())
        {
            if (recount.Differs(
                MemberKeys.Redemption(use.Id), "row", facts.Redemptions.Any(other => other.Id == use.Id) ? Text(use) : null, Text(use)))
            {
                recount.Writes.Add(RedemptionRow.Write(use));
            }
        }

        var expected = stored with
        {
            Issued = Counts(rewards.Values
                .Where(reward => reward.State is not RewardState.Revoked)
                .Select(reward => reward.Key)
                .Concat(facts.Withheld.Concat(elsewhere).Select(withheld => withheld.Key))
                .Where(key => key.IsEarned)),
            Withheld = facts.Withheld.GroupBy(withheld => withheld.Key, withheld => withheld.Number)
                .ToImmutableSortedDictionary(ofKey => ofKey.Key, ofKey => ofKey.Max()),
            Open = Open(stored, rewards.Values, versions.EarliestToday(now)),
            Monthly = recount.Expected.HasJointLedger ? stored.Monthly : Monthly(rewards.Values, versions),
        };
        HoldEach(recount, "issued", stored.Issued, expected.Issued);
        HoldEach(recount, "withheld", stored.Withheld, expected.Withheld);
        HoldOpen(recount, stored.Open, expected.Open);
        recount.Differs(MemberKeys.Member, "monthly", Text(stored.Monthly), Text(expected.Monthly));
        recount.Expected = recount.Expected with { Rewards = expected };
    }

    private static ImmutableSortedDictionary<RewardKey, long> Counts(IEnumerable<RewardKey> keys) =>
        keys.GroupBy(key => key).ToImmutableSortedDictionary(ofKey => ofKey.Key, ofKey => ofKey.LongCount());

    /// <summary>One that has expired may be in the list or not: it goes when the member is next judged.</summary>
    private static ImmutableArray<Reward> Open(MemberRewards stored, IEnumerable<Reward> rewards, LocalDate earliest)
    {
        var listed = stored.Open.Select(reward => reward.Code).ToHashSet();
        return
        [
            .. rewards
                .Where(reward => reward.State is RewardState.Open or RewardState.Held)
                .Where(reward => listed.Contains(reward.Code) || reward.ExpiresOn >= earliest)
                .OrderBy(reward => reward.IssuedAt)
                .ThenBy(reward => stored.Open.TakeWhile(other => other.Code != reward.Code).Count()),
        ];
    }

    private static MonthlyCount Monthly(IEnumerable<Reward> rewards, ProgramVersions versions)
    {
        var months = rewards.GroupBy(reward => versions.Newest.Today(reward.IssuedAt).ToYearMonth()).OrderBy(month => month.Key);
        return months.Aggregate(
            MonthlyCount.None, (count, month) => count.With(month, versions, month.Key.OnDayOfMonth(1)));
    }

    private static void HoldEach(
        Recount recount,
        string field,
        ImmutableSortedDictionary<RewardKey, long> stored,
        ImmutableSortedDictionary<RewardKey, long> expected)
    {
        foreach (var key in stored.Keys.Union(expected.Keys))
        {
            recount.Differs(
                MemberKeys.Member, $"{field} {key}", Text(stored.GetValueOrDefault(key)), Text(expected.GetValueOrDefault(key)));
        }
    }

    private static void HoldOpen(Recount recount, ImmutableArray<Reward> stored, ImmutableArray<Reward> expected)
    {
        foreach (var code in stored.Concat(expected).Select(reward => reward.Code).Distinct())
        {
            var was = stored.FirstOrDefault(reward => reward.Code == code);
            var should = expected.FirstOrDefault(reward => reward.Code == code);
            if (was != should)
            {
                recount.Differs(
                    MemberKeys.Member, $"open {code}", was is null ? null : $"listed as {Text(was)}", should is null ? null : $"as its row says, {Text(should)}");
            }
        }
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(Reward reward) =>
        string.Create(CultureInfo.InvariantCulture, $"{reward.Key} {reward.TermsId} {reward.State.GetType().Name} until {reward.ExpiresOn:uuuu-MM-dd}");

    private static string Text(Redemption use) => $"of {use.Code}";

    private static string? Text(MonthlyCount count) => count.Issued.IsEmpty
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{count.Month.Year:0000}-{count.Month.Month:00}: {string.Join(' ', count.Issued.Select(issued => $"{issued.Key} {issued.Value}"))}");
}
