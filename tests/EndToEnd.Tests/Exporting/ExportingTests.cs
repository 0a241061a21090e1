using System.Text;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>What leaves the host by OTLP: traces from the till to the ledger, figures that agree with the store, logs with their
/// traces, and nothing of anybody.</summary>
public sealed class ExportingTests(PlayedShop shop) : IClassFixture<PlayedShop>
{
    private Exported Exported => shop.Exported;

    [Fact]
    public void Nothing_of_a_member_a_key_or_a_link_leaves_the_host()
    {
        var personal = shop.Personal.Select(value => (Value: value, Bytes: Encoding.UTF8.GetBytes(value))).ToList();

        Assert.NotEmpty(Exported.Bodies);
        Assert.Empty(Exported.Bodies
            .SelectMany(body => personal.Where(one => body.AsSpan().IndexOf(one.Bytes) >= 0).Select(one => one.Value))
            .Distinct());
    }

    [Fact]
    public void One_trace_goes_from_the_till_over_the_queue_to_the_transaction_in_the_ledger()
    {
        var spans = Exported.Spans.Where(span => span.Trace == EveryCall.Till.Trace).ToList();

        Assert.Equal(
            ["POST api/purchases", "send purchases", "process purchases", "commit members"],
            Path(EveryCall.Till.Span).Select(span => span.Name));
        Assert.Equal("counted", spans.Single(span => span.Name == "process purchases").Tags["loyalty.event.outcome"]);
        Assert.Equal("committed", spans.Single(span => span.Name == "commit members").Tags["loyalty.commit.outcome"]);
        Assert.All(Exported.Spans, span => Assert.Equal(("", 0), (span.State, span.Events)));

        IEnumerable<Exported.Span> Path(string parent) =>
            spans.Where(span => span.Parent == parent).SelectMany(span => Path(span.Id).Prepend(span));
    }

    [Fact]
    public void Each_message_that_is_sent_is_a_span_below_the_run_of_the_timer_that_sent_it()
    {
        var byId = Exported.Spans.ToDictionary(span => span.Id);
        var sent = Exported.Spans.Where(span => span.Name == "send e-mail").ToList();

        Assert.Equal(Exported.Sum("loyalty.messages", ("outcome", "sent")), sent.Count(span => span.Tags["loyalty.message.delivery"] == "taken"));
        Assert.All(sent, span => Assert.StartsWith("sweep ", byId[span.Parent].Name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_request_is_known_by_its_route()
    {
        var routes = Exported.Spans.Where(span => span.Tags.ContainsKey("http.request.method")).Select(span => span.Name).ToHashSet();

        Assert.Superset(
            new HashSet<string> { "GET card/{token}", "POST unsubscribe/{token}", "POST feedback/{token}", "GET api/members/{member}", "GET", "_OTHER" },
            routes);
    }

    [Fact]
    public void The_figures_of_events_agree_with_the_ledger_and_the_dead_letters()
    {
        var events = shop.Rows.Count(row => row.Key.StartsWith("event:", StringComparison.Ordinal));

        Assert.Equal(events, Events("counted"));
        Assert.Equal(events, Exported.Sum("loyalty.events.age"));
        Assert.Equal(shop.DeadLetters, Events("dead_lettered"));
        Assert.Equal(ShortSample.IdsReused, Exported.Sum("loyalty.events", ("reason", "IdReused")));
        Assert.Equal(1, Events("erased"));
        Assert.Equal(ShortSample.Rejected + 2, Events("rejected"));

        // All but the one that cannot be counted, and is tried again and again.
        Assert.Equal(Events("received") - 1, Events("counted") + Events("duplicate") + Events("dead_lettered") + Events("erased"));
    }

    [Fact]
    public void The_figures_of_rewards_agree_with_their_rows()
    {
        var rewards = shop.Rows.Where(row => row.Key.StartsWith("reward:", StringComparison.Ordinal)).Select(row => row.Fields).ToList();

        Assert.NotEmpty(rewards);
        Assert.Equal(rewards.Count, Rewards("issued"));
        Assert.Equal(rewards.Count(reward => reward.Text("revokedAt") is not null), Rewards("revoked"));
        Assert.Equal(rewards.Count(reward => reward.Text("redeemedAt") is not null), Rewards("redeemed") - Rewards("reopened"));
        Assert.Equal((2, 1, 3, 1), (Rewards("redeemed"), Rewards("reopened"), Rewards("held"), Rewards("cancelled")));
    }

    [Fact]
    public void The_figures_of_messages_agree_with_their_rows()
    {
        var messages = shop.Rows.Where(row => row.Key.StartsWith("message:", StringComparison.Ordinal))
            .Select(row => (Kind: row.Fields.Text("kind")!, Status: row.Fields.Text("status")!))
            .Where(message => message.Status is not ("Deferred" or "Claimed"))
            .GroupBy(message => message)
            .ToDictionary(same => $"{Camel(same.Key.Kind)} {Snake(same.Key.Status)}", same => (double)same.Count());

        Assert.Contains(messages.Keys, message => message.EndsWith(" sent", StringComparison.Ordinal));
        Assert.Equal(messages, Exported.Points
            .Where(point => point.Name == "loyalty.messages")
            .ToDictionary(point => $"{point.Tags["kind"]} {point.Tags["outcome"]}", point => point.Sum));

        static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

        static string Snake(string name) => name == "HeldOut" ? "held_out" : name.ToLowerInvariant();
    }

    [Fact]
    public void Each_sweep_says_how_far_it_lags()
    {
        var sweeps = Exported.Points.Where(point => point.Name == "loyalty.due.age").ToDictionary(point => point.Tags["sweep"], point => point.Sum);

        Assert.Equal(["Erasures", "Finder", "Reminders", "ThankYouNotes", "TierRewards", "WinBackOffers"], sweeps.Keys.Order());
        Assert.All(sweeps.Values, age => Assert.InRange(age, 0, TimeSpan.FromHours(2).TotalSeconds));
    }

    [Fact]
    public void A_store_that_does_not_answer_is_counted() =>
        Assert.NotEqual(0, Exported.Sum("loyalty.store.outages"));

    [Fact]
    public void A_failure_is_logged_in_the_trace_of_its_call_with_where_it_was_and_without_what_it_said()
    {
        var log = Assert.Single(Exported.Logs, log => log.Trace == EveryCall.Breaking.Trace);

        Assert.Equal("GET of GetMember failed", log.Text);
        Assert.Contains("MemberRow", log.Tags["exception.stacktrace"], StringComparison.Ordinal);
        Assert.DoesNotContain("exception.message", log.Tags.Keys);
        Assert.Contains(Exported.Logs, other => other.Text.StartsWith("The function OnPurchases failed", StringComparison.Ordinal));
    }

    private long Events(string outcome) => Exported.Sum("loyalty.events", ("outcome", outcome));

    private long Rewards(string outcome) => Exported.Sum("loyalty.rewards", ("outcome", outcome));
}
