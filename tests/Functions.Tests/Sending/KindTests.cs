using Loyalty.Domain.Members;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>When each kind of message is due, and when it is too late for it (CONTRACT section 6).</summary>
public class KindTests
{
    private const string WinBack = """
        "winBack": { "steps": [ { "afterDays": 45, "reward": "cake" }, { "afterDays": 90, "reward": "coffee" } ], "minVisits": 2 }
        """;

    [Fact]
    public async Task A_rise_is_told_at_once_and_only_the_highest_level()
    {
        await using var bench = await StartAsync(""" "tierUpgrade": {} """, "2026-01-05T10:00:30Z");
        await bench.EnrolAsync();

        await bench.BuyAsync("p-1", 10_000);
        await bench.BuyAsync("p-2", 40_000);
        await bench.PassAsync(Duration.FromDays(30));

        Assert.Equal(["tierUpgrade gold:1 at 2026-01-05T10:01:00Z"], bench.Sent());
    }

    [Fact]
    public async Task A_tier_that_lapsed_in_silence_and_is_reached_again_is_told_again()
    {
        await using var bench = await StartAsync(""" "tierUpgrade": {} """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);

        await bench.PassToAsync("2027-06-01T10:00:00Z");
        await bench.BuyAsync("p-2", 10_000);
        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal(["tierUpgrade silver:1 at 2026-01-05T10:00:00Z", "tierUpgrade silver:2 at 2027-06-01T10:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task A_tier_that_is_no_longer_held_when_it_could_be_told_is_not()
    {
        await using var bench = await StartAsync(
            """ "tierUpgrade": {}, "quietHours": { "from": "21:00", "to": "09:00" } """, "2026-01-05T22:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassAsync(Duration.FromHours(1));
        Assert.Equal(["tierUpgrade silver:1 deferred"], bench.Statuses());

        await bench.CountAsync(Some.Void("v-1", "p-1", "2026-01-05T23:00:00Z"));
        await bench.PassAsync(Duration.FromDays(2));

        Assert.Equal(["tierUpgrade silver:1 past"], bench.Statuses());
    }

    [Fact]
    public async Task A_first_purchase_is_thanked_for_some_time_after()
    {
        await using var bench = await StartAsync(Thanks(""" "firstPurchase": true """), "2026-01-05T10:00:30Z");
        await bench.EnrolAsync();

        await bench.BuyAsync("p-1");
        await bench.PassAsync(Duration.FromDays(1));
        await bench.BuyAsync("p-2");
        await bench.PassAsync(Duration.FromDays(30));

        Assert.Equal(["thankYou first at 2026-01-05T12:05:00Z"], bench.Sent());
    }

    [Fact]
    public async Task Every_so_many_visits_are_thanked_for_also_those_on_which_much_was_bought()
    {
        await using var bench = await StartAsync(Thanks(""" "everyVisits": 3, "spendAtLeast": 5000 """), "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();

        for (var visit = 1; visit <= 7; visit++)
        {
            await bench.BuyAsync($"p-{visit}", visit is 3 or 5 ? 5_000 : 4_999);
            await bench.PassAsync(Duration.FromDays(1));
        }

        Assert.Equal(
            [
                "thankYou visits:3 at 2026-01-07T12:00:00Z",
                "thankYou purchase:p-5 at 2026-01-09T12:00:00Z",
                "thankYou visits:6 at 2026-01-10T12:00:00Z",
            ],
            bench.Sent());
    }

    [Fact]
    public async Task A_purchase_of_which_too_little_is_left_or_nothing_is_not_thanked_for()
    {
        await using var bench = await StartAsync(Thanks(""" "spendAtLeast": 5000 """), "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 5_000);
        await bench.BuyAsync("p-2", 9_000);

        await bench.CountAsync(
            Some.Refund("r-1", "p-1", 1, "2026-01-05T11:00:00Z"), Some.Void("v-1", "p-2", "2026-01-05T11:00:00Z"));
        await bench.PassAsync(Duration.FromDays(30));

        Assert.Empty(bench.Messages());
    }

    [Fact]
    public async Task A_thank_you_note_that_comes_too_soon_after_another_waits_until_it_is_too_late()
    {
        await using var bench = await StartAsync(
            Thanks(""" "firstPurchase": true, "spendAtLeast": 5000 """, """, "atMostEvery": { "days": 12 } """), "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        await bench.PassAsync(Duration.FromDays(5));
        await bench.BuyAsync("p-2", 5_000);
        await bench.PassAsync(Duration.FromDays(5));
        await bench.BuyAsync("p-3", 5_000);

        await bench.PassAsync(Duration.FromDays(30));

        Assert.Equal(["thankYou first sent", "thankYou purchase:p-2 past", "thankYou purchase:p-3 sent"], bench.Statuses());
        Assert.Equal("thankYou purchase:p-3 at 2026-01-17T12:00:00Z", bench.Sent()[^1]);
    }

    [Fact]
    public async Task Who_stays_away_is_won_back_step_by_step_and_a_later_offer_takes_the_place_of_the_earlier_one()
    {
        await using var bench = await StartAsync(WinBack, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        await bench.PassAsync(Duration.FromDays(1));
        await bench.BuyAsync("p-2");

        await bench.PassAsync(Duration.FromDays(300));

        Assert.Equal(
            ["winBack 2026-01-06:45 at 2026-02-20T09:00:00Z", "winBack 2026-01-06:90 at 2026-04-06T09:00:00Z"], bench.Sent());
        Assert.Equal(["winBack:45 cake on 2026-02-20 revoked", "winBack:90 coffee on 2026-04-06"], bench.Rewards());
    }

    [Fact]
    public async Task A_later_step_without_a_reward_of_its_own_takes_the_earlier_ones_back()
    {
        await using var bench = await StartAsync(
            """ "winBack": { "steps": [ { "afterDays": 45, "reward": "cake" }, { "afterDays": 60 } ] } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");

        await bench.PassAsync(Duration.FromDays(300));

        Assert.Equal(2, bench.Mail.Taken.Count);
        Assert.Equal(["winBack:45 cake on 2026-02-19 revoked"], bench.Rewards());
    }

    [Fact]
    public async Task Who_came_too_seldom_is_not_won_back()
    {
        await using var bench = await StartAsync(WinBack, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");

        await bench.PassAsync(Duration.FromDays(300));

        Assert.Empty(bench.Messages());
    }

    [Fact]
    public async Task A_visit_begins_a_new_absence_whose_offer_brings_no_reward_again_within_a_year()
    {
        await using var bench = await StartAsync(WinBack, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        await bench.PassAsync(Duration.FromDays(1));
        await bench.BuyAsync("p-2");
        await bench.PassToAsync("2026-03-01T10:00:00Z");

        await bench.BuyAsync("p-3");
        await bench.PassToAsync("2026-05-01T10:00:00Z");

        Assert.Equal(
            ["winBack 2026-01-06:45 at 2026-02-20T09:00:00Z", "winBack 2026-03-01:45 at 2026-04-15T09:00:00Z"], bench.Sent());
        Assert.Equal(["winBack:45 cake on 2026-02-20"], bench.Rewards());
    }

    [Fact]
    public async Task An_offer_is_too_late_after_thirty_days()
    {
        await using var bench = await StartAsync(
            """ "winBack": { "steps": [ { "afterDays": 45 } ] } """, "2026-01-06T10:00:00Z");
        await bench.EnrolAsync("in-time");
        await bench.EnrolAsync("late");
        await bench.BuyAsync("p-1", member: "in-time");
        await bench.BuyAsync("p-1", member: "late");
        await bench.ConsentAsync(false, "in-time");
        await bench.ConsentAsync(false, "late");

        await bench.PassToAsync("2026-03-22T07:30:00Z");
        await bench.ConsentAsync(true, "in-time");
        await bench.PassToAsync("2026-03-22T09:00:00Z");
        await bench.ConsentAsync(true, "late");
        await bench.PassAsync(Duration.FromDays(30));

        // The 6th of January, 45 days and 30 more come to the 22nd of March.
        Assert.Equal([], bench.Sent("late"));
        Assert.Equal(["winBack 2026-01-06:45 at 2026-03-22T08:00:00Z"], bench.Sent("in-time"));
    }

    [Fact]
    public async Task The_end_of_a_reward_is_announced_unless_it_was_short_from_the_first()
    {
        await using var bench = await StartAsync(
            """ "rewardExpiring": { "daysBefore": 30 } """,
            "2026-01-05T10:00:00Z",
            more: """
                "stamps": [
                  { "id": "short", "name": "Short", "count": "visits", "every": 1, "reward": "coffee" },
                  { "id": "long", "name": "Long", "count": "visits", "every": 1, "reward": "cake" }
                ],
                """);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");

        await bench.PassAsync(Duration.FromDays(300));

        var cake = bench.Memory.All("members").Single(row => row.Fields.Text("reward") == "cake" && row.Key.StartsWith("reward:", StringComparison.Ordinal));
        Assert.Equal([$"rewardExpiring {cake.Key["reward:".Length..]} at 2026-02-04T09:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task The_end_of_a_tier_is_announced_and_again_where_it_was_kept()
    {
        await using var bench = await StartAsync(""" "tierExpiring": { "daysBefore": 30 } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassToAsync("2026-12-20T10:00:00Z");
        await bench.BuyAsync("p-2", 10_000);

        await bench.PassToAsync("2028-01-01T00:00:00Z");

        Assert.Equal(
            [
                "tierExpiring silver:2027-01-05 at 2026-12-06T09:00:00Z",
                "tierExpiring silver:2027-12-20 at 2027-11-20T09:00:00Z",
            ],
            bench.Sent());
    }

    [Fact]
    public async Task A_tiers_end_is_announced_once_though_it_moves_and_moves_back()
    {
        await using var bench = await StartAsync(""" "tierExpiring": { "daysBefore": 30 } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassToAsync("2026-01-07T10:00:00Z");
        await bench.BuyAsync("p-2", 10_000);
        await bench.PassToAsync("2026-12-08T09:30:00Z");
        await bench.CountAsync(Some.Void("v-2", "p-2", "2026-12-08T09:30:00Z"));
        await bench.PassToAsync("2026-12-09T09:30:00Z");

        await bench.CountAsync(Some.Purchase("p-3", 10_000, "2026-01-07T12:00:00Z"));
        await bench.PassToAsync("2026-12-12T00:00:00Z");

        Assert.Equal(
            [
                "tierExpiring silver:2027-01-07 at 2026-12-08T09:00:00Z",
                "tierExpiring silver:2027-01-05 at 2026-12-08T10:00:00Z",
            ],
            bench.Sent());
    }

    [Fact]
    public async Task A_birthday_on_the_29th_of_February_is_on_the_28th_in_other_years()
    {
        await using var bench = await StartAsync(""" "birthday": { "reward": "coffee" } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync(Born("--02-29"));
        await bench.ConsentAsync(true);

        await bench.PassToAsync("2028-12-31T00:00:00Z");

        Assert.Equal(
            [
                "birthday 2026 at 2026-02-28T09:00:00Z",
                "birthday 2027 at 2027-02-28T09:00:00Z",
                "birthday 2028 at 2028-02-29T09:00:00Z",
            ],
            bench.Sent());
        Assert.Equal(
            ["birthday:2026 coffee on 2026-02-28", "birthday:2027 coffee on 2027-02-28", "birthday:2028 coffee on 2028-02-29"],
            bench.Rewards());
    }

    [Fact]
    public async Task A_birthdays_reward_needs_no_message_and_a_message_no_reward()
    {
        await using var bench = await StartAsync(""" "birthday": { "reward": "coffee" } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync(Born("1990-02-05"), "without-consent");
        await bench.EnrolAsync(Born("1990-01-20"), "told-late");
        await bench.ConsentAsync(true, "told-late");

        await bench.PassToAsync("2026-03-01T00:00:00Z");

        Assert.Equal([], bench.Statuses("without-consent"));
        Assert.Equal(["birthday:2026 coffee on 2026-02-05"], bench.Rewards("without-consent"));
        Assert.Equal(["birthday 2026 at 2026-01-20T09:00:00Z"], bench.Sent("told-late"));
        Assert.Equal([], bench.Rewards("told-late"));
    }

    [Fact]
    public async Task A_birthday_is_greeted_in_the_members_zone_and_not_on_the_day_after()
    {
        await using var bench = await StartAsync(
            """ "birthday": {}, "quietHours": { "from": "08:00", "to": "22:30" } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync(Born("1990-02-10") with { Zone = "Pacific/Auckland" });
        await bench.ConsentAsync(true);
        await bench.EnrolAsync(Born("1990-02-10") with { Zone = "Pacific/Auckland" }, "later");
        await bench.PassToAsync("2026-02-10T11:30:00Z");

        await bench.ConsentAsync(true, "later");
        await bench.PassToAsync("2026-03-01T00:00:00Z");

        // 22:30 of the 10th in Auckland is 09:30 in UTC.
        Assert.Equal(["birthday 2026 at 2026-02-10T10:00:00Z"], bench.Sent());
        Assert.Equal([], bench.Statuses("later"));
    }

    [Fact]
    public async Task Who_is_near_the_next_level_is_told_once_in_half_a_year()
    {
        await using var bench = await StartAsync(""" "almostThere": { "withinPercent": 10 } """, "2026-01-05T10:30:00Z");
        await bench.EnrolAsync();
        await bench.EnrolAsync("m-2");
        await bench.BuyAsync("p-1", 9_000);
        await bench.BuyAsync("p-1", 8_999, "m-2");

        await bench.PassToAsync("2026-12-31T00:00:00Z");

        Assert.Equal(["almostThere silver:first at 2026-01-05T11:00:00Z", "almostThere silver:2026-01-05 at 2026-07-05T00:00:00Z"], bench.Sent());
        Assert.Equal([], bench.Sent("m-2"));
    }

    [Fact]
    public async Task A_member_is_welcomed_once_when_there_are_an_address_and_consent()
    {
        await using var bench = await StartAsync(""" "welcome": {} """, "2026-01-05T10:30:00Z");
        await bench.ConsentAsync(true);
        await bench.PassAsync(Duration.FromDays(3));
        await bench.EnrolAsync(new Profile { Email = "ann@example.com" });
        await bench.PassAsync(Duration.FromDays(1));

        await bench.ConsentAsync(false);
        await bench.ConsentAsync(true);
        await bench.PassAsync(Duration.FromDays(30));

        Assert.Equal(["welcome once at 2026-01-08T11:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task Who_enrolled_and_never_came_is_asked_to_and_who_came_is_not()
    {
        await using var bench = await StartAsync(""" "activation": { "afterDays": 14 } """, "2026-01-05T10:30:00Z");
        await bench.EnrolAsync();
        await bench.EnrolAsync("came");
        await bench.PassAsync(Duration.FromDays(1));
        await bench.BuyAsync("p-1", member: "came");

        await bench.PassAsync(Duration.FromDays(60));

        Assert.Equal(["activation once at 2026-01-19T09:00:00Z"], bench.Sent());
        Assert.Equal([], bench.Sent("came"));
    }

    [Fact]
    public async Task A_reward_that_is_issued_some_days_after_it_was_earned_needs_no_further_event()
    {
        await using var bench = await SendingBench.StartAsync(
            SendingProgram.Of(""" "welcome": {} """, tierReward: """, "reward": "fiver" """), "2026-01-05T10:30:00Z");
        await bench.BuyAsync("p-1", 10_000);

        await bench.PassToAsync("2026-01-18T23:59:59Z");
        Assert.Equal([], bench.Rewards());
        await bench.PassToAsync("2026-01-19T00:00:00Z");

        Assert.Equal(["tier:silver fiver on 2026-01-19"], bench.Rewards());
    }

    private static Task<SendingBench> StartAsync(string messages, string start, string more = "") =>
        SendingBench.StartAsync(SendingProgram.Of(messages, more: more), start);

    private static string Thanks(string when, string more = "") =>
        $$""" "thankYou": { "after": { "hours": 2 }, "when": { {{when}} } {{more}} } """;

    private static Profile Born(string birthday) => new() { Email = "ann@example.com", Birthday = Birthday.TryParse(birthday) };
}
