using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Options;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class OnPurchasesTests : IAsyncLifetime
{
    private const int MaxDescription = 4096;

    private readonly RecordedActions actions = new();
    private IntakeBench bench = null!;
    private OnPurchases function = null!;
    private int sent;

    public async ValueTask InitializeAsync()
    {
        bench = await IntakeBench.StartAsync();
        var options = new ReceivingOptions { OutagePauseSeconds = 0.2 };
        function = new OnPurchases(
            bench.Intake,
            bench.Program,
            bench.Clock,
            Microsoft.Extensions.Options.Options.Create(options),
            NullLogger<OnPurchases>.Instance);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Each_message_is_settled_once_by_what_became_of_its_event()
    {
        await ReceiveAsync(
            Message(Some.Purchase("p-1")),
            Message(Some.Purchase("p-1")),
            Message("no event"),
            Message(Some.Purchase("p-1", 1001)),
            Message(Some.Refund("r-1", "p-1", 10)),
            Message(Some.Purchase("p-1", 1001, member: "m-2")),
            Message(Some.Purchase("p-1")));

        Assert.Equal(["complete", "complete", "InvalidPurchase", "IdReused", "complete", "complete", "complete"], actions.How);
        Assert.Equal(2, (await bench.RowsAsync("event:")).Count);
        Assert.Equal(
            await bench.FoldedAsync(Some.Purchase("p-1"), Some.Refund("r-1", "p-1", 10)), (await bench.MemberAsync()).History.Pack());
    }

    [Fact]
    public async Task The_events_of_one_member_share_a_read_and_a_transaction()
    {
        await ReceiveAsync([.. Enumerable.Range(0, 30).Select(i => Message(Some.Purchase($"p-{i}")))]);

        Assert.Equal(["member", "erased"], bench.Store.Reads);
        Assert.Single(bench.Store.Commits);
    }

    [Fact]
    public async Task A_double_that_comes_again_is_completed_and_the_first_under_an_id_goes_on_counting()
    {
        await ReceiveAsync(Message(Some.Purchase("p-1", 1000)));
        await ReceiveAsync(Message(Some.Purchase("p-1", 1001)), Message(Some.Purchase("p-1", 1000)));

        Assert.Equal(["complete", "IdReused", "complete"], actions.How);
    }

    [Fact]
    public async Task What_a_member_has_no_room_for_is_dead_lettered_alone()
    {
        await ReceiveAsync([.. Enumerable.Range(0, History.MaxWaiting).Select(i => Message(Some.Refund($"r-{i}", $"never-{i}")))]);
        await ReceiveAsync(Message(Some.Refund("r-more", "never")), Message(Some.Purchase()));

        Assert.Equal(["MemberFull", "complete"], actions.How.TakeLast(2));
        Assert.All(actions.How.SkipLast(2), how => Assert.Equal("complete", how));
    }

    [Fact]
    public async Task An_invalid_purchase_is_described_by_all_its_errors_as_json()
    {
        await ReceiveAsync(
            Message("""{"id":"!","type":"purchase","member":"m-1","at":"2026-11-22T10:15:30Z","amount":1.5,"currency":"EUR"}"""));

        Assert.Equal(["/id", "/store", "/amount"], Pointers(actions.DescriptionOf("000")!));
    }

    [Fact]
    public async Task A_description_is_as_long_as_the_queue_takes_and_still_json()
    {
        var lines = string.Join(',', Enumerable.Repeat("{}", PurchaseLimits.MaxLines));
        var deep = Enumerable.Range(0, 25).Aggregate("""{"a":1,"a":2}""", (inner, _) => $$"""{"{{new string('ā', 120)}}":{{inner}}}""");

        await ReceiveAsync(Message($$"""{"lines":[{{lines}}]}"""), Message(deep));

        Assert.Equal(["InvalidPurchase", "InvalidPurchase"], actions.How);
        foreach (var id in new[] { "000", "001" })
        {
            var description = actions.DescriptionOf(id)!;
            Assert.InRange(description.Length, 1, MaxDescription);
            Assert.NotEmpty(Pointers(description));
        }
    }

    [Fact]
    public async Task When_the_store_is_down_what_is_left_is_given_back_after_a_pause()
    {
        bench.Store.IsDown = partition => partition == "m-2";
        var watch = Stopwatch.StartNew();

        await ReceiveAsync(
            Message(Some.Purchase("p-1")),
            Message(Some.Purchase("p-1", member: "m-2")),
            Message("no event"),
            Message(Some.Purchase("p-2", member: "m-2")));

        Assert.Equal(["complete", "abandon", "InvalidPurchase", "abandon"], actions.How);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 60);
    }

    [Fact]
    public async Task A_member_who_cannot_be_counted_does_not_hold_up_the_others()
    {
        var damaged = new Write.Insert("member", new Fields { { "history0", new byte[] { 255 } } });
        await bench.Store.CommitAsync(Tables.Members, "m-2", [damaged], CancellationToken.None);
        var others = Enumerable.Range(3, 100).Select(i => Message(Some.Purchase("p-1", member: $"m-{i}")));

        await Assert.ThrowsAsync<AggregateException>(() => ReceiveAsync([Message(Some.Purchase("p-1", member: "m-2")), .. others]));

        Assert.Equal(100, actions.How.Count(how => how == "complete"));
    }

    [Fact]
    public async Task After_an_outage_the_same_messages_count_once()
    {
        bench.Store.Faults = (_, isCommit) => isCommit ? WatchedStore.Fault.After : WatchedStore.Fault.None;
        var messages = new[] { Message(Some.Purchase("p-1")), Message(Some.Purchase("p-1", member: "m-2")) };
        await ReceiveAsync(messages);
        bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
        await ReceiveAsync(messages);

        Assert.Equal(["abandon", "complete", "abandon", "complete"], actions.How);
        Assert.Single(await bench.RowsAsync("event:"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_settled_does_not_fail_its_batch()
    {
        var messages = new[] { Message(Some.Purchase("p-1")), Message(Some.Purchase("p-2")), Message("no event") };
        actions.Fails = message => message != messages[1];
        await ReceiveAsync(messages);
        Assert.Equal(["complete"], actions.How);

        actions.Fails = _ => false;
        await ReceiveAsync(messages[0], messages[2]);
        Assert.Equal(["complete", "complete", "InvalidPurchase"], actions.How);
    }

    [Fact]
    public async Task CloudEvents_are_taken_in_both_modes()
    {
        const string Data =
            """{"type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30Z","amount":100,"currency":"EUR"}""";
        const string Around = """{"specversion":"1.0","type":"loyalty.purchase.v1","source":"/till/7","id":"structured","data":""";

        await ReceiveAsync(
            Message(Around + Data + "}", "application/cloudevents+json; charset=utf-8"),
            Message(Data, "application/json", CloudEvent("cloudEvents:", "colons")),
            Message(Data, "application/json", CloudEvent("cloudEvents_", "underscores")),
            Message(Data, "application/json", CloudEvent("cloudEvents:", "wrong", "2.0")));

        Assert.Equal(["complete", "complete", "complete", "InvalidPurchase"], actions.How);
        Assert.Equal(
            ["event:colons", "event:structured", "event:underscores"], (await bench.RowsAsync("event:")).Select(row => row.Key));
    }

    [Fact]
    public async Task A_purchase_is_held_against_the_clock_that_received_it()
    {
        var early = Some.Purchase(at: "2026-11-23T20:00:00Z");
        var tooEarly = Some.Purchase(at: "2026-11-24T01:00:00Z");
        await ReceiveAsync(
            Message(Text(early)),
            Message(Text(early), properties: new() { ["receivedAt"] = "2026-11-23T00:00:00Z" }),
            Message(Text(tooEarly), properties: new() { ["receivedAt"] = "nonsense" }));

        Assert.Equal(["InvalidPurchase", "complete", "InvalidPurchase"], actions.How);
        Assert.Equal(["/at"], Pointers(actions.DescriptionOf("000")!));
    }

    private static Dictionary<string, object> CloudEvent(string prefix, string id, string version = "1.0") => new()
    {
        [prefix + "specversion"] = version,
        [prefix + "type"] = "loyalty.purchase.v1",
        [prefix + "source"] = "/till/7",
        [prefix + "id"] = id,
    };

    private static string Text(PurchaseEvent purchaseEvent) => Encoding.UTF8.GetString(EventJson.Write(purchaseEvent, "EUR"));

    private static IEnumerable<string> Pointers(string description)
    {
        using var errors = JsonDocument.Parse(description);
        Assert.All(errors.RootElement.EnumerateArray(), error => Assert.NotEqual("", error.GetProperty("detail").GetString()));
        return [.. errors.RootElement.EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!)];
    }

    private Task ReceiveAsync(params ServiceBusReceivedMessage[] messages) =>
        function.RunAsync(messages, actions, CancellationToken.None);

    private ServiceBusReceivedMessage Message(PurchaseEvent purchaseEvent) => Message(Text(purchaseEvent));

    private ServiceBusReceivedMessage Message(
        string body, string contentType = "application/json", Dictionary<string, object>? properties = null) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString(body), messageId: $"{sent++:000}", contentType: contentType, properties: properties);
}
