using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>What keeps a message from going at once, or at all (CONTRACT section 6).</summary>
public class LimitsTests
{
    [Fact]
    public async Task Quiet_hours_are_those_of_the_members_zone()
    {
        await using var bench = await StartAsync(
            """ "tierUpgrade": {}, "quietHours": { "from": "21:00", "to": "09:00" } """, "2026-01-05T19:30:00Z");
        await bench.EnrolAsync(new Profile { Email = "ann@example.com", Zone = "Europe/Riga" });
        await bench.ConsentAsync(true);
        await bench.EnrolAsync("in-utc");
        await bench.BuyAsync("p-1", 10_000);
        await bench.BuyAsync("p-1", 10_000, "in-utc");

        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal(["tierUpgrade silver:1 at 2026-01-06T07:00:00Z"], bench.Sent());
        Assert.Equal(["tierUpgrade silver:1 at 2026-01-05T19:30:00Z"], bench.Sent("in-utc"));
    }

    [Theory]
    // The clock goes from 03:00 to 04:00 over the end of the quiet hours.
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")]
    // It shows 03:30 for the first time, and goes from 04:00 back to 03:00, where it is quiet again.
    [InlineData("2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    public async Task Quiet_hours_end_by_the_clock_on_the_wall_also_where_it_is_changed(string at, string sent)
    {
        await using var bench = await SendingBench.StartAsync(
            SendingProgram.Of(""" "tierUpgrade": {}, "quietHours": { "from": "21:00", "to": "03:30" } """, zone: "Europe/Riga"), at);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);

        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal([$"tierUpgrade silver:1 at {sent}"], bench.Sent());
    }

    [Fact]
    public async Task Over_the_cap_a_message_waits_until_the_cap_allows_it_or_it_is_too_late()
    {
        await using var bench = await StartAsync(
            """
            "tierUpgrade": {}, "welcome": {}, "tierExpiring": { "daysBefore": 360 },
            "thankYou": { "when": { "firstPurchase": true } }, "cap": { "max": 1, "days": 7 }
            """,
            "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);

        await bench.PassToAsync("2026-02-01T00:00:00Z");

        Assert.Equal(
            ["tierUpgrade silver:1 at 2026-01-05T10:00:00Z", "tierExpiring silver:2027-01-05 at 2026-01-12T10:00:00Z"], bench.Sent());
        Assert.Contains("thankYou first past", bench.Statuses());
        Assert.Contains("welcome once past", bench.Statuses());
    }

    [Fact]
    public async Task When_several_could_go_they_go_in_their_order_whichever_timer_comes_first()
    {
        foreach (var isReversed in new[] { false, true })
        {
            await using var bench = await StartAsync(
                """
                "tierUpgrade": {}, "welcome": {}, "birthday": {}, "almostThere": { "withinPercent": 90 },
                "thankYou": { "when": { "firstPurchase": true } }, "quietHours": { "from": "21:00", "to": "09:00" }
                """,
                "2026-01-05T22:00:00Z");
            bench.Order = names => isReversed ? names.Reverse() : names;
            await bench.EnrolAsync(new Profile { Email = "ann@example.com", Birthday = Birthday.TryParse("--01-06") });
            await bench.ConsentAsync(true);
            await bench.BuyAsync("p-1", 10_000);

            await bench.PassToAsync("2026-01-06T12:00:00Z");

            Assert.Equal(
                ["tierUpgrade", "birthday", "thankYou", "welcome", "almostThere"],
                bench.Mail.Taken.Select(posted => bench.Messages().Single(message => message.Id == posted.Id).Occasion.Kind.Name()));
        }
    }

    [Fact]
    public async Task Who_is_held_out_gets_no_message_and_no_reward_and_it_counts_as_one()
    {
        await using var bench = await StartAsync(
            """
            "winBack": { "steps": [ { "afterDays": 45, "reward": "cake" } ], "holdoutPercent": 50 },
            "almostThere": { "withinPercent": 50 }, "cap": { "max": 1, "days": 7 }
            """,
            "2026-01-05T10:00:00Z");
        var members = Enumerable.Range(0, 40).Select(number => $"m-{number}").ToList();
        foreach (var member in members)
        {
            await bench.EnrolAsync(member);
            await bench.BuyAsync("p-1", 4_000, member);
        }

        await bench.PassToAsync("2026-02-19T09:00:00Z");
        foreach (var member in members)
        {
            // Not a visit, but near the next level.
            await bench.CountAsync(Some.Purchase("p-2", 2_000, "2026-01-05T11:00:00Z", member));
        }

        await bench.PassAsync(Duration.FromDays(30));

        var heldOut = members.Where(member => Holds("winBack", "2026-H1", member, 50)).ToList();
        Assert.InRange(heldOut.Count, 10, 30);
        Assert.All(members, member =>
        {
            var isHeldOut = heldOut.Contains(member);
            Assert.Contains(isHeldOut ? "winBack 2026-01-05:45 heldout" : "winBack 2026-01-05:45 sent", bench.Statuses(member));
            Assert.Equal(isHeldOut ? [] : ["winBack:45 cake on 2026-02-19"], bench.Rewards(member));
            Assert.Contains("almostThere silver:first at 2026-02-26T09:00:00Z", bench.Sent(member));
        });
    }

    [Fact]
    public async Task Nothing_goes_without_consent_and_what_waited_when_it_was_withdrawn_is_suppressed()
    {
        await using var bench = await StartAsync(
            """ "tierUpgrade": {}, "quietHours": { "from": "21:00", "to": "09:00" } """, "2026-01-05T22:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassAsync(Duration.FromHours(1));

        await bench.ConsentAsync(false, byCustomer: true);
        await bench.PassAsync(Duration.FromMinutes(1));
        Assert.Equal(["tierUpgrade silver:1 suppressed"], bench.Statuses());

        await bench.ConsentAsync(true);
        await bench.PassAsync(Duration.FromDays(2));

        // A till's grant after the customer's own no counts for nothing.
        Assert.Empty(bench.Mail.Taken);
    }

    [Fact]
    public async Task While_a_complaint_is_open_nothing_goes_and_what_waited_is_past_when_its_time_is()
    {
        await using var bench = await StartAsync(
            """ "thankYou": { "when": { "firstPurchase": true } }, "quietHours": { "from": "21:00", "to": "09:00" } """, "2026-01-05T22:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        await bench.PassAsync(Duration.FromHours(1));
        Assert.Equal(["thankYou first deferred"], bench.Statuses());

        await ComplainAsync(bench);
        await bench.PassAsync(Duration.FromDays(5));

        Assert.Empty(bench.Mail.Taken);
        Assert.Equal(["thankYou first past"], bench.Statuses());
    }

    [Fact]
    public async Task Switching_win_back_on_finds_those_who_are_away_and_whose_time_is_not_past()
    {
        await using var bench = await StartAsync(""" "welcome": {} """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync("long-away");
        await bench.BuyAsync("p-1", member: "long-away");
        await bench.PassToAsync("2026-01-25T10:00:00Z");
        await bench.EnrolAsync("away");
        await bench.BuyAsync("p-1", member: "away");
        await bench.PassToAsync("2026-04-01T10:30:00Z");

        await bench.PublishAsync(SendingProgram.Of(""" "winBack": { "steps": [ { "afterDays": 45 }, { "afterDays": 200 } ] } """));
        await bench.PassToAsync("2026-12-31T00:00:00Z");

        // 86 days are too many for the step of 45, which is past 30 days later; 66 are not.
        Assert.Equal(["winBack 2026-01-05:200 at 2026-07-24T09:00:00Z"], bench.Sent("long-away").Where(IsOffer));
        Assert.Equal(
            ["winBack 2026-01-25:45 at 2026-04-01T11:00:00Z", "winBack 2026-01-25:200 at 2026-08-13T09:00:00Z"],
            bench.Sent("away").Where(IsOffer));

        static bool IsOffer(string sent) => sent.StartsWith("winBack", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_tier_upgrades_on_tells_nobody_of_the_tier_that_they_had()
    {
        await using var bench = await StartAsync(""" "birthday": {} """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassToAsync("2026-02-01T10:00:00Z");

        await bench.PublishAsync(SendingProgram.Of(""" "tierUpgrade": {} """));
        await bench.PassToAsync("2026-02-03T10:00:00Z");
        await bench.BuyAsync("p-2", 50_000);
        await bench.PassToAsync("2026-02-05T00:00:00Z");

        Assert.Equal(["tierUpgrade gold:1 at 2026-02-03T10:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task What_waits_when_messages_are_switched_off_is_past()
    {
        await using var bench = await StartAsync(
            """ "tierUpgrade": {}, "quietHours": { "from": "21:00", "to": "09:00" } """, "2026-01-05T22:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        await bench.PassAsync(Duration.FromMinutes(1));

        await bench.PublishAsync(SendingProgram.Of(""" "birthday": {} """));
        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal(["tierUpgrade silver:1 past"], bench.Statuses());
    }

    [Fact]
    public async Task What_the_provider_does_not_take_now_waits_and_goes_when_it_does()
    {
        await using var bench = await StartAsync(""" "tierUpgrade": {} """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        var again = bench.Now + Duration.FromMinutes(17);
        bench.Mail.Answer = _ => bench.Now < again ? new Delivery.NotNow(again) : new Delivery.Taken();

        await bench.PassAsync(Duration.FromMinutes(10));
        Assert.Equal(["tierUpgrade silver:1 deferred"], bench.Statuses());
        await bench.PassAsync(Duration.FromMinutes(10));

        Assert.Equal(["tierUpgrade silver:1 at 2026-01-05T10:17:00Z"], bench.Sent());
    }

    [Fact]
    public async Task Over_the_providers_limit_messages_go_one_behind_the_other_and_none_is_lost()
    {
        await using var bench = await SendingBench.StartAsync(
            SendingProgram.Of(""" "tierUpgrade": {} """),
            "2026-01-05T10:00:00Z",
            // One of the eleven is kept for codes.
            new Dictionary<string, string?> { ["Sending:PerMinute"] = "3", ["Sending:PerHour"] = "11" });
        foreach (var number in Enumerable.Range(0, 25))
        {
            await bench.EnrolAsync($"m-{number}");
            await bench.BuyAsync("p-1", 10_000, $"m-{number}");
        }

        await bench.PassAsync(Duration.FromHours(4));

        var sent = bench.Mail.Taken.Select(posted => posted.At).Order().ToList();
        Assert.Equal(25, sent.Count);
        Assert.All(sent, at =>
        {
            Assert.InRange(sent.Count(other => other > at - Duration.FromMinutes(1) && other <= at), 1, 3);
            Assert.InRange(sent.Count(other => other > at - Duration.FromHours(1) && other <= at), 1, 10);
        });
        Assert.Equal(Instant.FromUtc(2026, 1, 5, 12, 1), sent[^1]);
    }

    [Fact]
    public async Task What_waits_for_the_provider_does_not_wait_for_the_next_hour()
    {
        await using var bench = await SendingBench.StartAsync(
            SendingProgram.Of(""" "winBack": { "steps": [ { "afterDays": 45 } ] } """),
            "2026-01-05T10:00:00Z",
            new Dictionary<string, string?> { ["Sending:PerMinute"] = "2" });
        foreach (var number in Enumerable.Range(0, 9))
        {
            await bench.EnrolAsync($"m-{number}");
            await bench.BuyAsync("p-1", member: $"m-{number}");
        }

        await bench.PassToAsync("2026-02-19T12:00:00Z");

        Assert.Equal(9, bench.Mail.Taken.Count);
        Assert.Equal(Instant.FromUtc(2026, 2, 19, 9, 4), bench.Mail.Taken.Max(posted => posted.At));
    }

    [Fact]
    public async Task An_address_that_the_provider_will_not_send_to_is_not_tried_again_and_another_one_is()
    {
        await using var bench = await StartAsync(""" "tierUpgrade": {} """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 10_000);
        var tries = 0;
        bench.Mail.Answer = email =>
        {
            tries++;
            return email.To == "m-1@example.com" ? new Delivery.AddressSuppressed() : new Delivery.Taken();
        };

        await bench.PassAsync(Duration.FromDays(1));
        Assert.Equal(1, tries);
        Assert.Equal(["tierUpgrade silver:1 suppressed"], bench.Statuses());

        await bench.EnrolAsync(new Profile { Email = "new@example.com" });
        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal(["tierUpgrade silver:1 at 2026-01-06T10:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task A_message_of_which_nobody_knows_whether_it_was_sent_is_sent_again_only_where_it_must_not_miss()
    {
        await using var bench = await StartAsync(
            """ "tierUpgrade": {}, "thankYou": { "when": { "firstPurchase": true } } """, "2026-01-05T10:00:00Z");
        await bench.EnrolAsync("upgraded");
        await bench.EnrolAsync("first");
        await bench.BuyAsync("p-1", 10_000, "upgraded");
        await bench.BuyAsync("p-1", 100, "first");
        bench.Mail.Answer = _ => new Delivery.Unclear();
        await bench.PassAsync(Duration.FromMinutes(5));
        Assert.Equal(["thankYou first claimed"], bench.Statuses("first"));
        bench.Mail.Answer = _ => new Delivery.Taken();

        await bench.PassAsync(Duration.FromDays(1));

        Assert.Equal(["thankYou first unknown"], bench.Statuses("first"));
        Assert.Equal(
            ["tierUpgrade silver:1 at 2026-01-05T10:10:00Z", "thankYou first at 2026-01-05T10:15:00Z"],
            bench.Sent("upgraded").Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(
            [1, 1, 2],
            bench.Mail.Taken.GroupBy(posted => posted.Id).Select(same => same.Count()).Order());
    }

    private static Task<SendingBench> StartAsync(string messages, string start) =>
        SendingBench.StartAsync(SendingProgram.Of(messages), start);

    private static Task ComplainAsync(SendingBench bench) => bench.ChangeAsync(member => member with
    {
        Outreach = member.Outreach with { Complaints = [MessageId.Of(member.Id, new(MessageKind.ThankYou, "before"))] },
    });

    private static bool Holds(string kind, string half, string member, int percent) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{half}\n{member}"))) % 10_000 < (ulong)percent * 100;
}
