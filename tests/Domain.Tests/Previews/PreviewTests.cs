using FsCheck;
using Loyalty.Domain.Members;
using Loyalty.Domain.Previews;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Tests.Standings;
using NodaTime;

namespace Loyalty.Domain.Tests.Previews;

public class PreviewTests
{
    [Fact]
    public void What_a_preview_promises_is_what_then_happens() =>
        Property.Holds(300, AnyPurchase(4), drawn =>
        {
            var (scenario, purchase) = drawn;
            var today = scenario.X;
            var member = Reconciled(scenario, today);
            var preview = Preview.Of(scenario.Versions, member, purchase, today);

            var counted = scenario with { Events = scenario.Events.Add(purchase) };
            var on = LocalDate.Max(today, counted.History.LastDate ?? today);
            Assert.Equal(Shown.Of(Standing.Evaluate(scenario.Versions, counted.History, on)), Shown.Of(preview.After));
            Assert.Equal(Shown.Of(Standing.Evaluate(scenario.Versions, scenario.History, on)), Shown.Of(preview.Before));

            // Day by day, as the timers look, with the purchase and without it.
            var with = IssuedOver(scenario.Versions, counted.History, member.Rewards, today, on);
            var without = IssuedOver(scenario.Versions, scenario.History, member.Rewards, today, on);
            foreach (var key in with.Keys)
            {
                var promised = preview.Rewards.Where(one => one.Due.Key == key).Select(one => one.IssuedOn).ToList();
                Assert.True(promised.TrueForAll(with[key].Contains), $"{key} is promised for a date on which it does not come.");
                if (with[key].Count > without.GetValueOrDefault(key, []).Count)
                {
                    Assert.NotEmpty(promised);
                }

                if (!without.ContainsKey(key))
                {
                    Assert.Equal(with[key], promised);
                }
            }

            Assert.All(preview.Rewards, one => Assert.Contains(one.Due.Key, with.Keys));
        });

    [Fact]
    public void The_next_step_is_one_and_under_one_version_nothing_less_is() =>
        Property.Holds(1_000, AnyPurchase(1), drawn =>
        {
            var (scenario, purchase) = drawn;
            var member = Reconciled(scenario, scenario.X);
            var preview = Preview.Of(scenario.Versions, member, purchase, scenario.X);
            if (preview.Next is not { } next)
            {
                AssertNoStep(scenario, member, purchase, 1_000_000_000);
                return;
            }

            var more = Preview.Of(scenario.Versions, member, More(purchase, next.Spend), scenario.X);
            Assert.Equal(Shown.Of(more.After), Shown.Of(next.Standing));
            Assert.Equal(preview.Rewards.Length + next.Rewards.Length, more.Rewards.Length);
            Assert.True(IsStep(preview, more));
            AssertNoStep(scenario, member, purchase, next.Spend - 1);
            AssertNoStep(scenario, member, purchase, next.Spend / 2);
        });

    [Fact]
    public void A_reward_that_is_issued_later_is_promised_for_then()
    {
        var program = Program(issueAfterDays: 14);
        var preview = Preview.Of(new(program), null, Some.Purchase(10_000, "2024-05-15T12:00:00Z"), new(2024, 5, 15));

        var promised = Assert.Single(preview.Rewards);
        Assert.Equal((RewardKey.Tier("silver"), "tenOff"), (promised.Due.Key, promised.Due.Ground.Reward.Id));
        Assert.Equal((new LocalDate(2024, 5, 29), new LocalDate(2024, 6, 28)), (promised.IssuedOn, promised.ExpiresOn));
        Assert.Equal(("bronze", "silver"), (preview.Before.Tier.Id, preview.After.Tier.Id));
    }

    [Fact]
    public void The_next_step_is_the_least_whether_it_is_a_visit_or_a_tier()
    {
        var program = Program(issueAfterDays: 0) with { VisitMinSpend = 500 };
        var versions = new ProgramVersions(program);

        var visit = Preview.Of(versions, null, Some.Purchase(200), new(2024, 5, 15)).Next!;
        var tier = Preview.Of(versions, null, Some.Purchase(600), new(2024, 5, 15)).Next!;
        var highest = Preview.Of(versions, null, Some.Purchase(20_000), new(2024, 5, 15)).Next;

        Assert.Equal((300, 1, "bronze"), (visit.Spend, visit.Standing.Visits, visit.Standing.Tier.Id));
        Assert.Equal((9_400, 1, "silver"), (tier.Spend, tier.Standing.Visits, tier.Standing.Tier.Id));
        Assert.Equal("tier:silver", Assert.Single(tier.Rewards).Due.Key.ToString());
        Assert.Null(highest);
    }

    private static LoyaltyProgram Program(int issueAfterDays)
    {
        var program = Some.Program() with { Zone = DateTimeZone.Utc };
        return program with
        {
            Tiers = program.Tiers with { Levels = [program.Tiers.Levels[0], program.Tiers.Levels[1] with { Reward = "tenOff" }] },
            Rewards = program.Rewards.Add("tenOff", Some.Reward("tenOff", issueAfterDays)),
        };
    }

    private static Arbitrary<(Scenario Scenario, Purchase More)> AnyPurchase(int mostVersions) =>
        Scenario.AnyWith(mostVersions, (draw, events, scenario) =>
        {
            var purchase = events.NextPurchase() with { Id = Domain.Values.EventId.Parse("p-preview") };
            return draw.Chance(60) ? purchase with { At = scenario.X.At(LocalTime.Noon).InUtc().ToInstant() } : purchase;
        });

    /// <summary>The member as they are once all that is due has been issued.</summary>
    private static Member Reconciled(Scenario scenario, LocalDate today)
    {
        var on = LocalDate.Max(today, scenario.History.LastDate ?? today);
        var rewards = MemberRewards.None;
        var issuer = new Issuer();
        issuer.Issue(scenario.Versions, scenario.History, on, today, ref rewards);
        return new() { Id = Domain.Values.MemberId.Parse("m-1"), History = scenario.History, Rewards = rewards };
    }

    private static Dictionary<RewardKey, List<LocalDate>> IssuedOver(
        ProgramVersions versions, History history, MemberRewards rewards, LocalDate today, LocalDate on)
    {
        var issuer = new Issuer();
        for (var date = today; date <= on.PlusDays(31); date = date.PlusDays(1))
        {
            issuer.Issue(versions, history, LocalDate.Max(date, history.LastDate ?? date), date, ref rewards);
        }

        return issuer.On;
    }

    private static void AssertNoStep(Scenario scenario, Member member, Purchase purchase, long spend)
    {
        if (spend > 0)
        {
            var preview = Preview.Of(scenario.Versions, member, purchase, scenario.X);
            Assert.False(IsStep(preview, Preview.Of(scenario.Versions, member, More(purchase, spend), scenario.X)));
        }
    }

    private static bool IsStep(Preview less, Preview more) =>
        less.After.Tier != more.After.Tier
        || less.After.LifetimeVisits != more.After.LifetimeVisits
        || !less.After.Streaks.SequenceEqual(more.After.Streaks)
        || !less.After.Stamps.SequenceEqual(more.After.Stamps)
        || less.Rewards.Length != more.Rewards.Length;

    // As goods of no category, which every program counts.
    private static Purchase More(Purchase purchase, long spend) => purchase with
    {
        Amount = purchase.Amount + spend,
        Lines = purchase.Lines.IsEmpty ? [] : purchase.Lines.Add(new(default, 1, spend)),
    };

    private sealed class Issuer
    {
        private int codes = 1_000;

        public Dictionary<RewardKey, List<LocalDate>> On { get; } = [];

        public void Issue(ProgramVersions versions, History history, LocalDate on, LocalDate today, ref MemberRewards rewards)
        {
            var now = versions.Newest.StartOf(today);
            var changes = Reconcile.Decide(Standing.Evaluate(versions, history, on), rewards, now, today, 100);
            Reward[] issued = [.. changes.Issue.Select(due => due.Issue(Code(), now, today))];
            rewards = Reconcile.Apply(rewards, changes, issued, [], versions, now);
            foreach (var reward in issued)
            {
                On.TryAdd(reward.Key, []);
                On[reward.Key].Add(today);
            }
        }

        private RewardCode Code()
        {
            var bytes = new byte[RewardCode.Entropy];
            BitConverter.TryWriteBytes(bytes, codes++);
            return RewardCode.Draw(bytes);
        }
    }
}
