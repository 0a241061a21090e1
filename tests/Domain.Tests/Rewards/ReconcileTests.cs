using FsCheck.Fluent;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using NodaTime;

namespace Loyalty.Domain.Tests.Rewards;

public sealed class ReconcileTests
{
    private const int Ample = 10_000;

    private static readonly LocalDate Start = new(2026, 11, 22);
    private static readonly RewardKey[] Keys = [RewardKey.Stamp("coffee"), RewardKey.Streak("weekly", 4), RewardKey.Tier("silver")];
    private static readonly ProgramVersion[] Versions =
        [new(1, LocalDate.MinIsoValue, WithReward()), new(2, Start, WithReward())];

    private static readonly ProgramVersions Program = new(Versions);

    // It is of holds alone that the instant decides.
    private static readonly Instant Now = Instant.FromUnixTimeSeconds(0);

    private int codes;

    [Fact]
    public void Issued_and_owed_less_what_is_set_off_is_what_is_entitled() => WhenSettled((rewards, entitled, today) =>
    {
        var setOff = Keys.Sum(key => Math.Max(0, Issued(rewards, key) - Count(entitled, key)));
        Assert.Equal(Keys.Sum(key => Count(entitled, key)), Keys.Sum(key => Issued(rewards, key)) + rewards.Owed - setOff);
    });

    [Fact]
    public void Nothing_is_open_where_more_was_issued_than_is_entitled() => WhenSettled((rewards, entitled, today) =>
        Assert.DoesNotContain(rewards.Open, reward =>
            Issued(rewards, reward.Key) > Count(entitled, reward.Key) && reward.StatusAt(Now, today) == RewardStatus.Open));

    [Fact]
    public void Something_is_owed_only_where_no_more_may_be_open() => WhenSettled((rewards, entitled, today) =>
    {
        Assert.InRange(rewards.Open.Length, 0, MemberRewards.MaxOpen);
        Assert.True(rewards.Owed == 0 || rewards.Open.Length == MemberRewards.MaxOpen);
    });

    [Fact]
    public void To_reconcile_again_changes_nothing() => WhenSettled((rewards, entitled, today) =>
    {
        var again = Reconcile.Decide(Standing(entitled), rewards, Now, today, Ample);
        Assert.Equal((0, 0, rewards.Owed), (again.Issue.Length, again.Revoke.Length, again.Owed));
    });

    [Fact]
    public void A_little_at_a_time_comes_to_the_same() => Property.Holds(100, Seeds(), seed =>
    {
        var (ample, little) = (new List<MemberRewards>(), new List<MemberRewards>());
        Walk(seed, Ample, (rewards, _, _) => ample.Add(rewards));
        Walk(seed, 7, (rewards, _, _) => little.Add(rewards));

        Assert.All(ample.Zip(little), both => Assert.Equal(Counts(both.First), Counts(both.Second)));

        static IEnumerable<(long, int)> Counts(MemberRewards rewards) =>
            Keys.Select(key => (Issued(rewards, key), rewards.Open.Count(reward => reward.Key == key)));
    });

    [Fact]
    public void The_newest_open_ones_are_revoked()
    {
        var rewards = Settle(MemberRewards.None, [new(Keys[0], [Earned(1, 5)])], Start, Ample);

        var changes = Reconcile.Decide(Standing([new(Keys[0], [Earned(1, 3)])]), rewards, Now, Start, Ample);

        Assert.Equal([rewards.Open[4], rewards.Open[3]], changes.Revoke);
    }

    [Fact]
    public void A_reward_is_issued_by_the_version_that_gave_it_whichever_came_first()
    {
        var newer = Settle(MemberRewards.None, [new(Keys[0], [Earned(2, 1)])], Start, Ample);

        var changes = Reconcile.Decide(Standing([new(Keys[0], [Earned(1, 1), Earned(2, 1)])]), newer, Now, Start, Ample);

        Assert.Equal(1, Assert.Single(changes.Issue).Ground.Version.Number);
    }

    [Fact]
    public void No_more_is_done_than_there_is_room_for()
    {
        var rewards = Settle(MemberRewards.None, [new(Keys[0], [Earned(1, 5)])], Start, Ample);

        var changes = Reconcile.Decide(Standing([new(Keys[1], [Earned(1, 9)])]), rewards, Now, Start, 7);

        Assert.Equal((2, 5, 7L), (changes.Issue.Length, changes.Revoke.Length, changes.Owed));
    }

    private void WhenSettled(Action<MemberRewards, Entitlement[], LocalDate> property) =>
        Property.Holds(200, Seeds(), seed => Walk(seed, Ample, property));

    private static FsCheck.Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue).ToArbitrary();

    // Entitlements come and go, and dates pass on which rewards expire.
    private void Walk(int seed, int room, Action<MemberRewards, Entitlement[], LocalDate> look)
    {
        var draw = new Draw(seed);
        var (rewards, today) = (MemberRewards.None, Start);
        for (var step = 0; step < 6; step++)
        {
            today = today.PlusDays(draw.OneOf(0, 0, 1, 15, 31));
            Entitlement[] entitled = [.. draw.Some(3, Keys).Order().Select(key => new Entitlement(
                key, [Earned(1, draw.OneOf(1, 2, 5, 9, 300)), Earned(2, draw.OneOf(1, 3, 350))]))];
            rewards = Settle(rewards, entitled, today, room);
            look(rewards, entitled, today);
        }
    }

    // As often as it takes, as the intake does.
    private MemberRewards Settle(MemberRewards rewards, Entitlement[] entitled, LocalDate today, int room)
    {
        while (true)
        {
            var changes = Reconcile.Decide(Standing(entitled), rewards, Now, today, room);
            Assert.InRange(changes.Issue.Length + changes.Revoke.Length, 0, room);
            var issued = changes.Issue.Select(due => due.Issue(Code(), Now, today)).ToList();
            var conserved = rewards.Issued.Values.Sum() + issued.Count - changes.Revoke.Length;
            rewards = Reconcile.Apply(rewards, changes, issued, [], Program, At(today));
            Assert.Equal(conserved, rewards.Issued.Values.Sum());
            if (changes.Issue.IsEmpty && changes.Revoke.IsEmpty)
            {
                return rewards;
            }
        }
    }

    private static LoyaltyProgram WithReward() =>
        Some.Program() with { Rewards = Some.Program().Rewards.Add("freeCoffee", Some.Reward("freeCoffee")) };

    private static Instant At(LocalDate date) => date.AtStartOfDayInZone(Program.Newest.Zone).ToInstant();

    private RewardCode Code()
    {
        var random = new byte[RewardCode.Entropy];
        BitConverter.TryWriteBytes(random, ++codes);
        return RewardCode.Draw(random);
    }

    private static long Issued(MemberRewards rewards, RewardKey key) => rewards.Issued.GetValueOrDefault(key);

    private static long Count(Entitlement[] entitled, RewardKey key) => entitled.Where(one => one.Key == key).Sum(one => one.Count);

    private static Earned Earned(int version, long count) =>
        new(Versions[version - 1], Some.Reward("freeCoffee"), count, Start);

    private static Standing Standing(Entitlement[] entitled) => new()
    {
        Date = Start,
        Version = Versions[0],
        TierIndex = 0,
        TierUntil = null,
        Spend = 0,
        Visits = 0,
        LifetimeSpend = 0,
        LifetimeVisits = 0,
        LastVisit = null,
        Streaks = [],
        Stamps = [],
        Entitled = [.. entitled],
    };
}
