using Loyalty.Domain.Rewards;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeRewardsTests
{
    [Fact]
    public async Task What_is_entitled_is_issued_under_codes_that_lead_to_the_member()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());

        await bench.CountAsync(Some.Coffees(3));

        var open = (await bench.MemberAsync()).Rewards.Open;
        Assert.Equal(3, open.Select(reward => reward.Code).Distinct().Count());
        Assert.All(open, reward => Assert.Equal(
            ("stamp:coffee", "freeCoffee", new LocalDate(2026, 11, 22), new LocalDate(2026, 12, 22)),
            (reward.Key.ToString(), reward.TermsId, reward.EarnedOn, reward.ExpiresOn)));
        foreach (var reward in open)
        {
            var code = await bench.Store.ReadAsync(Tables.Codes, reward.Code.Stored, "code", CancellationToken.None);
            Assert.Equal("m-1", code!.Fields.Text("member"));
            Assert.Single(await bench.RowsAsync($"reward:{reward.Code.Stored}"));
        }
    }

    [Fact]
    public async Task The_newest_open_ones_are_revoked_when_their_ground_is_gone()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(2, "p-1"));
        var oldest = (await bench.MemberAsync()).Rewards.Open;
        bench.Clock.AdvanceHours(1);
        await bench.CountAsync(Some.Coffees(2, "p-2"));

        await bench.CountAsync(Some.CoffeesBack(2, of: "p-1"));

        Assert.Equal(oldest, (await bench.MemberAsync()).Rewards.Open);
        Assert.Equal(["2026-11-22T13:00:00Z", "2026-11-22T13:00:00Z"], (await bench.RowsAsync("reward:"))
            .Where(row => row.Fields.Text("revokedAt") is not null)
            .Select(row => row.Fields.Text("issuedAt")!));
    }

    [Fact]
    public async Task A_later_entitlement_is_set_off_where_none_is_open_to_be_revoked()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30"));
        await bench.CountAsync(Some.Coffees(2, "p-1"));
        bench.Clock.AdvanceDays(31);

        await bench.CountAsync(Some.Void("v-1", "p-1"));
        Assert.All(await bench.RowsAsync("reward:"), row => Assert.Null(row.Fields.Text("revokedAt")));

        await bench.CountAsync(Some.Coffees(3, "p-2"));
        Assert.Equal(3, (await bench.RowsAsync("reward:")).Count);
        Assert.Single((await bench.MemberAsync()).Rewards.Open);
    }

    [Fact]
    public async Task An_expired_reward_counts_as_issued()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30"));
        await bench.CountAsync(Some.Coffees(1, "p-1"));
        bench.Clock.AdvanceDays(31);

        await bench.CountAsync(Some.Purchase("p-2"));

        Assert.Single(await bench.RowsAsync("reward:"));
        Assert.Equal(1, Assert.Single((await bench.MemberAsync()).Rewards.Issued).Value);
    }

    [Fact]
    public async Task A_reward_is_good_through_its_last_date()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30"));
        await bench.CountAsync(Some.Coffees(1, "p-1"));
        bench.Clock.AdvanceDays(30);

        await bench.CountAsync(Some.Void("v-1", "p-1"));

        Assert.NotNull(Assert.Single(await bench.RowsAsync("reward:")).Fields.Text("revokedAt"));
    }

    [Fact]
    public async Task More_than_a_member_may_have_open_is_owed_and_follows_when_some_expire()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30"));
        long[] owed = [600, 200, 0];
        int[] open = [MemberRewards.MaxOpen, MemberRewards.MaxOpen, 200];

        for (var i = 0; i < owed.Length; i++)
        {
            await bench.CountAsync(i == 0 ? Some.Coffees(1000, "p-0") : Some.Purchase($"p-{i}"));

            var rewards = (await bench.MemberAsync()).Rewards;
            Assert.Equal((open[i], owed[i]), (rewards.Open.Length, rewards.Owed));
            bench.Clock.AdvanceDays(31);
        }

        Assert.Equal(1000, (await bench.RowsAsync("reward:")).Count);
    }

    [Fact]
    public async Task More_than_a_transaction_holds_can_be_revoked_at_once()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(MemberRewards.MaxOpen));

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Void()));

        Assert.Empty((await bench.MemberAsync()).Rewards.Open);
        Assert.All(await bench.RowsAsync("reward:"), row => Assert.NotNull(row.Fields.Text("revokedAt")));
    }

    [Fact]
    public async Task What_a_crash_left_unrevoked_follows_with_the_next_event()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(MemberRewards.MaxOpen));
        var commits = 0;
        bench.Store.Faults = (_, isCommit) => isCommit && ++commits > 1 ? WatchedStore.Fault.Before : WatchedStore.Fault.None;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.CountOneAsync(Some.Void()));
        bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
        Assert.NotEmpty((await bench.MemberAsync()).Rewards.Open);

        await bench.CountAsync(Some.Purchase("p-2"));

        Assert.Empty((await bench.MemberAsync()).Rewards.Open);
    }

    [Fact]
    public async Task A_reward_keeps_the_terms_of_the_version_under_which_it_was_earned()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(coffee: "A small coffee"));
        await bench.CountAsync(Some.Coffees(1, "p-1"));
        bench.Clock.AdvanceDays(1);
        await bench.PublishAsync(Some.CoffeeProgram(coffee: "A large coffee"));

        await bench.CountAsync(Some.Coffees(1, "p-2", at: "2026-11-23T08:00:00Z"));
        await bench.CountAsync(Some.Coffees(1, "p-late", at: "2026-11-22T18:00:00Z"));

        var versions = await bench.Program.VersionsAsync(CancellationToken.None);
        Assert.Equal(
            ["A small coffee", "A large coffee", "A small coffee"],
            (await bench.MemberAsync()).Rewards.Open.Select(reward => reward.Terms(versions).Name));
    }

    [Fact]
    public async Task What_is_delayed_is_issued_with_the_next_event_from_its_date_on()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30", issueAfter: "2"));
        await bench.CountAsync(Some.Coffees(1, "p-1"));
        bench.Clock.AdvanceDays(1);
        await bench.CountAsync(Some.Purchase("p-2"));
        Assert.Empty((await bench.MemberAsync()).Rewards.Open);
        bench.Clock.AdvanceDays(1);

        // Also a double brings it.
        Assert.Equal(Outcome.CountedBefore, await bench.CountOneAsync(Some.Purchase("p-2")));

        var reward = Assert.Single((await bench.MemberAsync()).Rewards.Open);
        Assert.Equal(
            (new LocalDate(2026, 11, 22), new LocalDate(2026, 12, 24)), (reward.EarnedOn, reward.ExpiresOn));
    }

    [Fact]
    public async Task A_purchase_that_is_dated_ahead_of_today_earns_at_once()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram(validFor: "30", issueAfter: "1"));

        await bench.CountAsync(Some.Coffees(1, "p-1", at: "2026-11-22T08:00:00Z"), Some.Purchase("p-2", at: "2026-11-23T08:00:00Z"));

        Assert.Single((await bench.MemberAsync()).Rewards.Open);
    }

    [Fact]
    public async Task A_tier_gives_its_reward_once()
    {
        await using var bench = await IntakeBench.StartAsync(Some.Program(silver: 1000));

        await bench.CountAsync(Some.Purchase("p-1", 1000));
        await bench.CountAsync(Some.Purchase("p-2", 5000));

        Assert.Equal("tier:silver", Assert.Single((await bench.MemberAsync()).Rewards.Open).Key.ToString());
    }
}
