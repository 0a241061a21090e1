using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Tests.Sending;

public sealed class OnDeliveryReportsTests : IAsyncLifetime
{
    private MailBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await MailBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Theory]
    [InlineData(DeliveryStatus.Expanded, "Sent", null)]
    [InlineData(DeliveryStatus.Delivered, "Sent", null)]
    [InlineData(DeliveryStatus.Quarantined, "Sent", null)]
    [InlineData(DeliveryStatus.FilteredSpam, "Failed", "FilteredSpam: 550 no")]
    [InlineData(DeliveryStatus.Failed, "Failed", "Failed: 550 no")]
    [InlineData(DeliveryStatus.Bounced, "Failed", "Bounced: 550 no")]
    [InlineData(DeliveryStatus.Suppressed, "Suppressed", "Suppressed: 550 no")]
    public async Task A_report_says_in_the_messages_row_what_became_of_it(DeliveryStatus report, string status, string? why)
    {
        await bench.EnrolAsync();
        var message = await bench.TellUpgradeAsync();
        Assert.Equal(("Sent", null, null), await bench.RowAsync(message));

        await bench.ReceiveAsync(MailBench.Report(message, report, details: "550 no"));

        Assert.Equal((status, report.ToString(), why), await bench.RowAsync(message));
        Assert.Equal(["complete"], bench.Actions.How);
        Assert.Equal(
            report is DeliveryStatus.Bounced or DeliveryStatus.Suppressed,
            (await bench.OutreachAsync()).TryGetProperty("deadAddress", out _));
    }

    [Fact]
    public async Task Reports_come_in_any_order_and_more_than_once_and_the_worst_counts()
    {
        await bench.EnrolAsync();
        var message = await bench.TellUpgradeAsync();

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Failed, details: "first"));
        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered));
        bench.Store.Forget();
        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Failed, details: "again"));

        Assert.Equal(("Failed", "Failed", "Failed: first"), await bench.RowAsync(message));
        Assert.Empty(bench.Store.Commits);
    }

    [Fact]
    public async Task To_an_address_that_bounced_nothing_goes_until_there_is_another()
    {
        await bench.EnrolAsync();
        var message = await bench.TellUpgradeAsync();
        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Bounced));

        await bench.BuyAsync(60_000);
        await bench.MoveAsync(1);
        Assert.Single(bench.Asked);

        await bench.EnrolAsync("anna@example.net");
        await bench.MoveAsync(1);
        Assert.Equal(2, bench.Asked.Count);
    }

    [Theory]
    [InlineData("anna@example.net", "anna@example.org")]
    [InlineData("anna@example.org", "somebody-on-the-list@example.org")]
    public async Task An_address_is_dead_only_where_it_is_the_members_and_the_one_that_bounced(string now, string bounced)
    {
        await bench.EnrolAsync();
        var message = await bench.TellUpgradeAsync();
        await bench.EnrolAsync(now);

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Bounced, bounced));

        Assert.Equal("Bounced", (await bench.RowAsync(message)).Report);
        Assert.False((await bench.OutreachAsync()).TryGetProperty("deadAddress", out _));
    }

    [Fact]
    public async Task What_a_report_proves_to_be_sent_does_not_go_again()
    {
        await bench.EnrolAsync();
        bench.Sends = _ => Task.FromResult<Delivery>(new Delivery.Unclear());
        var message = await bench.TellUpgradeAsync();
        Assert.Equal("Claimed", (await bench.RowAsync(message)).Status);

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered));

        Assert.Equal(("Sent", "Delivered", null), await bench.RowAsync(message));
        Assert.False((await bench.OutreachAsync()).TryGetProperty("claim", out _));
        await bench.MoveAsync(60);
        Assert.Equal(message, bench.Asked.Distinct().Last());
        Assert.Single(bench.Asked, message);
    }

    [Fact]
    public async Task What_was_put_off_when_it_was_to_go_again_does_not_go_once_a_report_proves_the_first_attempt()
    {
        await bench.EnrolAsync();
        bench.Sends = _ => Task.FromResult<Delivery>(new Delivery.Unclear());
        var message = await bench.TellUpgradeAsync();
        bench.Sends = _ => Task.FromResult<Delivery>(new Delivery.NotNow(NodaTime.Instant.FromUtc(2026, 11, 23, 10, 0)));
        await bench.MoveAsync(15);
        var attempts = bench.Asked.Count(asked => asked == message);

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered));
        bench.Sends = _ => Task.FromResult<Delivery>(new Delivery.Taken());
        await bench.MoveAsync(2 * 24 * 60);

        Assert.Equal("Sent", (await bench.RowAsync(message)).Status);
        Assert.Equal((2, 2), (attempts, bench.Asked.Count(asked => asked == message)));
    }

    [Fact]
    public async Task A_report_ends_not_knowing()
    {
        await bench.EnrolAsync();
        bench.Sends = _ => Task.FromResult<Delivery>(new Delivery.Unclear());
        await bench.BuyAsync(100);
        await bench.MoveAsync(4 * 60);
        var message = Assert.Single(bench.Asked);
        Assert.Equal("Unknown", (await bench.RowAsync(message)).Status);

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered));

        Assert.Equal("Sent", (await bench.RowAsync(message)).Status);
    }

    [Fact]
    public async Task A_report_that_comes_before_the_providers_own_answer_stays()
    {
        await bench.EnrolAsync();
        bench.Sends = async operation =>
        {
            await bench.ReceiveAsync(MailBench.Report(operation, DeliveryStatus.Bounced));
            return new Delivery.Taken();
        };

        var message = await bench.TellUpgradeAsync();

        Assert.Equal("Bounced", (await bench.RowAsync(message)).Report);
        Assert.Equal("Failed", (await bench.RowAsync(message)).Status);
    }

    [Theory]
    [InlineData("message:")]
    [InlineData("member")]
    [InlineData(null)]
    public async Task A_report_that_comes_while_the_answer_is_recorded_stays(string? beforeReading)
    {
        await bench.EnrolAsync();
        MessageId? operation = null;
        bench.Sends = asked =>
        {
            operation = asked;
            return Task.FromResult<Delivery>(new Delivery.Taken());
        };
        var reported = false;
        bench.Store.Faults = (_, isCommit) =>
        {
            if (operation is { } taken
                && !reported
                && (beforeReading is null ? isCommit : bench.Store.Reads.Last().StartsWith(beforeReading, StringComparison.Ordinal)))
            {
                reported = true;
                Task.Run(() => bench.ReceiveAsync(MailBench.Report(taken, DeliveryStatus.Delivered))).GetAwaiter().GetResult();
            }

            return WatchedStore.Fault.None;
        };

        var message = await bench.TellUpgradeAsync();

        Assert.True(reported);
        Assert.Equal(("Sent", "Delivered", null), await bench.RowAsync(message));
        Assert.False((await bench.OutreachAsync()).TryGetProperty("claim", out _));
        Assert.Single((await bench.OutreachAsync()).GetProperty("sends").EnumerateArray());
    }

    [Fact]
    public async Task What_is_not_of_ours_is_completed_and_changes_nothing()
    {
        await bench.EnrolAsync();
        var foreign = MailBench.Report(MessageId.Of(MemberId.Parse("m-2"), new(MessageKind.Welcome, "once")), DeliveryStatus.Bounced);
        bench.Store.Forget();

        await bench.ReceiveAsync(
            foreign,
            foreign.Replace("\"messageId\": \"", "\"messageId\": \"x", StringComparison.Ordinal),
            """{"eventType":"Microsoft.Communication.EmailEngagementTrackingReportReceived","data":{"messageId":"1"}}""",
            "[]");

        Assert.Equal(["complete", "complete", "complete", "complete"], bench.Actions.How);
        Assert.Empty(bench.Store.Commits);
    }

    [Fact]
    public async Task An_array_and_a_CloudEvent_are_taken_too()
    {
        await bench.EnrolAsync();
        var first = await bench.TellUpgradeAsync(60_000);
        var second = await bench.TellUpgradeAsync(60_000);
        Assert.NotEqual(first, second);
        var cloudEvent = MailBench.Report(second, DeliveryStatus.Delivered)
            .Replace("\"eventType\"", "\"specversion\": \"1.0\", \"type\"", StringComparison.Ordinal);

        await bench.ReceiveAsync($"[{MailBench.Report(first, DeliveryStatus.Failed)},{cloudEvent}]");

        Assert.Equal("Failed", (await bench.RowAsync(first)).Report);
        Assert.Equal("Delivered", (await bench.RowAsync(second)).Report);
    }

    [Fact]
    public async Task What_cannot_be_read_is_set_aside_with_what_is_wrong()
    {
        await bench.ReceiveAsync(
            "no report",
            """{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"status":"Lost"}}""",
            """[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived"},7]""");

        Assert.Equal(["InvalidReport", "InvalidReport", "InvalidReport"], bench.Actions.How);
        Assert.Contains("/data/messageId", bench.Actions.DescriptionOf("001"), StringComparison.Ordinal);
        Assert.Contains("/data/status", bench.Actions.DescriptionOf("001"), StringComparison.Ordinal);
        Assert.Contains("/0/data", bench.Actions.DescriptionOf("002"), StringComparison.Ordinal);
        Assert.Contains("\"/1\"", bench.Actions.DescriptionOf("002"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_store_is_down_a_report_is_given_back_and_comes_again()
    {
        await bench.EnrolAsync();
        var message = await bench.TellUpgradeAsync();
        bench.Store.IsDown = partition => partition == "m-1";
        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered), "no report");
        bench.Store.IsDown = _ => false;

        Assert.Equal(["abandon", "InvalidReport"], bench.Actions.How);
        Assert.Null((await bench.RowAsync(message)).Report);

        await bench.ReceiveAsync(MailBench.Report(message, DeliveryStatus.Delivered));
        Assert.Equal("Delivered", (await bench.RowAsync(message)).Report);
    }
}
