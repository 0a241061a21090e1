using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.Functions.Tests.Receiving;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>A shop that thanks for the first purchase and tells upgrades, in this process, on a clock and through a provider that are
/// the test's, over a store that it watches.</summary>
internal sealed class MailBench : IAsyncDisposable, IEmailProvider
{
    private const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": {
            "window": { "kind": "lifetime" },
            "levels": [
              { "id": "bronze", "name": "Bronze" },
              { "id": "silver", "name": "Silver", "spend": 50000 },
              { "id": "gold", "name": "Gold", "spend": 100000 }
            ]
          },
          "messages": {
            "from": "Bean & Leaf <hello@example.com>",
            "tierUpgrade": { },
            "thankYou": { "after": { "hours": 2 }, "when": { "firstPurchase": true } }
          }
        }
        """;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly TemporaryFolder folder = new();
    private RunningHost host = null!;
    private HttpClient staff = null!;
    private int sent;

    public WatchedStore Store { get; private set; } = null!;

    public RecordedActions Actions { get; } = new();

    /// <summary>What the provider does with an operation.</summary>
    public Func<MessageId, Task<Delivery>> Sends { get; set; } = _ => Task.FromResult<Delivery>(new Delivery.Taken());

    /// <summary>The operations that the provider was asked for.</summary>
    public List<MessageId> Asked { get; } = [];

    public static async Task<MailBench> StartAsync()
    {
        var bench = new MailBench();
        var options = new LocalHostOptions { Port = 0, Data = bench.folder.Path, Clock = Instant.FromUtc(2026, 11, 22, 10, 0) };
        var functions = new FunctionSet(
            [.. typeof(IStore).Assembly.GetTypes()],
            (services, configuration) => services
                .AddLoyalty(configuration)
                .Configure<ReceivingOptions>(receiving => receiving.OutagePauseSeconds = 0)
                .AddSingleton<IStore>(bench.Store = new WatchedStore(
                    (IStore)services.Last(service => service.ServiceType == typeof(IStore)).ImplementationInstance!))
                .AddSingleton<IEmailProvider>(bench),
            (services, token) => services.GetRequiredService<Publisher>().PublishAsync(new(Encoding.UTF8.GetBytes(Program)), token));
        bench.host = await RunningHost.StartAsync(options, functions, CancellationToken.None);
        bench.staff = new HttpClient { BaseAddress = bench.host.Address };
        bench.staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bench.host.Keys.Staff);
        return bench;
    }

    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken)
    {
        Asked.Add(operation);
        return Sends(operation);
    }

    public async Task EnrolAsync(string email = "anna@example.org")
    {
        using var put = await staff.PutAsync("/api/members/m-1", Content(new { email }), CancellationToken.None);
        Assert.True(put.IsSuccessStatusCode);
        await PostAsync("/api/members/m-1/consent", new { channel = "email", granted = true, at = Text(Now), wording = "News" });
    }

    public Task BuyAsync(int amount) => PostAsync(
        "/api/purchases",
        new { id = $"p-{sent++}", type = "purchase", member = "m-1", store = "s", at = Text(Now), amount, currency = "EUR" });

    public Task MoveAsync(double minutes) => PostAsync("/local/clock", new { now = Text(Now + Duration.FromMinutes(minutes)) });

    /// <summary>Buys so much that a level is told of in the next minute, and has it told.</summary>
    public async Task<MessageId> TellUpgradeAsync(int amount = 60_000)
    {
        await BuyAsync(amount);
        await MoveAsync(1);
        return Asked[^1];
    }

    /// <summary>Delivers messages of the queue, each with a body of its own.</summary>
    public Task ReceiveAsync(params string[] bodies) =>
        ActivatorUtilities.CreateInstance<OnDeliveryReports>(host.Services).RunAsync(
            [.. bodies.Select(body => ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), $"{sent++:000}"))],
            Actions,
            CancellationToken.None);

    /// <summary>As Event Grid writes it.</summary>
    public static string Report(
        MessageId operation, DeliveryStatus status, string recipient = "anna@example.org", string details = "250 OK") => $$"""
        {
          "id": "1", "topic": "/subscriptions/s", "subject": "sender/hello@example.com/message/{{operation.ToGuid()}}",
          "data": {
            "sender": "hello@example.com", "recipient": "{{recipient}}", "messageId": "{{operation.ToGuid()}}", "status": "{{status}}",
            "deliveryStatusDetails": { "statusMessage": "{{details}}" }, "deliveryAttemptTimeStamp": "2026-11-22T10:01:20.2855749+00:00"
          },
          "eventType": "Microsoft.Communication.EmailDeliveryReportReceived", "dataVersion": "1.0", "metadataVersion": "1",
          "eventTime": "2026-11-22T10:01:20.822Z"
        }
        """;

    /// <summary>A message's row: status, report, why.</summary>
    public async Task<(string? Status, string? Report, string? Why)> RowAsync(MessageId message)
    {
        var fields = (await Store.ReadAsync(Tables.Members, "m-1", $"message:{message}", CancellationToken.None))!.Fields;
        return (fields.Text("status"), fields.Text("report"), fields.Text("why"));
    }

    /// <summary>What the member's row says of messages.</summary>
    public async Task<JsonElement> OutreachAsync()
    {
        var row = await Store.ReadAsync(Tables.Members, "m-1", "member", CancellationToken.None);
        using var document = JsonDocument.Parse(row!.Fields.Bytes("outreach0")!);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        staff.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    private Instant Now => host.Services.GetRequiredService<IClock>().GetCurrentInstant();

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static ByteArrayContent Content(object body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = Json } };

    private async Task PostAsync(string path, object body)
    {
        using var answer = await staff.PostAsync(path, Content(body), CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
    }
}
