using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Erasing;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.Functions.Tests.Portal.OpenApi;
using Loyalty.LocalHost.Clock;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Queue;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>The functions served over HTTP in this process, at noon of 2026-11-22, over a store and a queue that the test
/// watches.</summary>
public class PortalBench : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<string, byte> seen = [];
    private RunningHost host = null!;

    /// <summary>How often a link may be used at once; without it, as often as a test likes.</summary>
    public int? LinkBurst { get; init; }

    /// <summary>How many calls without a good key or link are told so; without it, as many as a test likes.</summary>
    public int? StrangerBurst { get; init; }

    /// <summary>Whether the store is in memory, which is the faster the more is asked of it.</summary>
    internal bool InMemory { get; init; }

    internal WatchedStore Store { get; private set; } = null!;

    internal WatchedSender Sender { get; private set; } = null!;

    /// <summary>Without a key.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public HttpClient Till { get; private set; } = null!;

    public HttpClient Staff { get; private set; } = null!;

    /// <summary>What was answered, as <c>200 GET /api/health</c>; all of it as the OpenAPI document says.</summary>
    public IEnumerable<string> Seen => seen.Keys;

    /// <summary>Every route that the host serves, the functions' and its own, as <c>GET api/health</c>.</summary>
    public IEnumerable<string> Served =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select $"{method} {endpoint.RoutePattern.RawText!.Trim('/')}";

    public DurableQueue Queue => host.Services.GetRequiredService<DurableQueue>();

    public Pace Pace => host.Services.GetRequiredService<Pace>();

    public SealedLinks Links => host.Services.GetRequiredService<SealedLinks>();

    public Instant Now => host.Services.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>The program that is published at start.</summary>
    internal ReadOnlyMemory<byte> Program { get; init; } = PortalProgram.Document;

    /// <summary>What the staff's key may give by hand in a month.</summary>
    internal long? GiftsMonth { get; init; }

    /// <summary>Where what is mailed comes to lie.</summary>
    public string Mail => Path.Combine(folder.Path, "mail");

    /// <summary>What becomes of what is mailed.</summary>
    internal MoodyMail Provider { get; private set; } = null!;

    /// <summary>Moves the clock on a little.</summary>
    public async Task WaitAsync(Duration time)
    {
        var later = NodaTime.Text.InstantPattern.ExtendedIso.Format(Now + time);
        using var content = new StringContent($$"""{"now":"{{later}}"}""", Encoding.UTF8, "application/json");
        using var answer = await Staff.PostAsync("/local/clock", content, CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>Moves the clock on before any timer has run.</summary>
    public void PassWithoutTimers(Duration time) => ((SimulatedClock)host.Services.GetRequiredService<IClock>()).MoveTo(Now + time);

    public static async Task<PortalBench> StartAsync(
        ReadOnlyMemory<byte>? program = null, long? giftsMonth = null, int? linkBurst = null, int? strangerBurst = null)
    {
        var bench = new PortalBench
        {
            Program = program ?? PortalProgram.Document,
            GiftsMonth = giftsMonth,
            LinkBurst = linkBurst,
            StrangerBurst = strangerBurst,
        };
        await bench.InitializeAsync();
        return bench;
    }

    /// <summary>Publishes another version of the program.</summary>
    public async Task PublishAsync(ReadOnlyMemory<byte> program) => Assert.IsType<Publication.Published>(
        await host.Services.GetRequiredService<Publisher>().PublishAsync(new(program), CancellationToken.None));

    /// <summary>Runs the timer that erases, now.</summary>
    public Task EraseByTimerAsync() => ActivatorUtilities.CreateInstance<EraseMembers>(host.Services)
        .RunAsync(new TimerInfo(), CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        var options = new LocalHostOptions { Port = 0, Data = folder.Path, Clock = Instant.FromUtc(2026, 11, 22, 12, 0) };
        var functions = new FunctionSet(
            [.. typeof(IStore).Assembly.GetTypes()],
            (services, configuration) => services
                .AddLoyalty(configuration)
                .Configure<ReceivingOptions>(receiving => receiving.OutagePauseSeconds = 0)
                .Configure<AccessOptions>(access => access.Keys.Single(key => key.Scope == "staff").GiftsMonth = GiftsMonth)
                .Configure<RateLimitOptions>(limits =>
                {
                    (limits.LinkPerSecond, limits.LinkBurst) = (LinkBurst is null ? 0 : 0.001, LinkBurst ?? 1);
                    (limits.StrangerPerSecond, limits.StrangerBurst) = (StrangerBurst is null ? 0 : 0.001, StrangerBurst ?? 1);
                })
                .AddSingleton<IStore>(Store = new WatchedStore(InMemory ? new MemoryStore() : Registered<IStore>(services)))
                .AddSingleton<IEmailProvider>(Provider = new MoodyMail(Registered<IEmailProvider>(services)))
                .AddSingleton<ServiceBusSender>(Sender = new WatchedSender(Registered<ServiceBusSender>(services))),
            (services, cancellationToken) =>
                services.GetRequiredService<Publisher>().PublishAsync(new(Program), cancellationToken));
        host = await RunningHost.StartAsync(options, functions, CancellationToken.None);
        Stranger = Client(null);
        Till = Client(host.Keys.Pos);
        Staff = Client(host.Keys.Staff);
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Till.Dispose();
        Staff.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string mediaType = "application/json") =>
        PostAsync(Encoding.UTF8.GetBytes(body), mediaType);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string mediaType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return await Till.PostAsync("/api/purchases", content, CancellationToken.None);
    }

    public async Task<HttpResponseMessage> PutAsync(string member, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Till.PutAsync($"/api/members/{member}", content, CancellationToken.None);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Till.GetAsync(path, CancellationToken.None);

    public async Task<JsonElement> GetJsonAsync(string path) => await JsonAsync(await GetAsync(path));

    /// <summary>Posts events of which each must be taken, and waits until they are counted.</summary>
    internal async Task BuyAsync(params Domain.Purchases.PurchaseEvent[] events)
    {
        var lines = events.Select(purchaseEvent => Encoding.UTF8.GetString(Wire.Events.EventJson.Write(purchaseEvent, "EUR")));
        using var answer = await PostAsync(string.Join('\n', lines), "application/x-ndjson");
        Assert.Equal(202, (int)answer.StatusCode);
        Assert.True(await Queue.WaitUntilEmptyAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
    }

    /// <summary>The rows of a member whose key begins with a prefix.</summary>
    internal async Task<IReadOnlyList<Row>> RowsAsync(string member, string prefix)
    {
        var rows = new List<Row>();
        await foreach (var row in Store.ReadRangeAsync(Tables.Members, member, prefix, prefix + "~", CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>What the member's row says of messages.</summary>
    public async Task<JsonElement> OutreachAsync(string member)
    {
        var row = await Store.ReadAsync(Tables.Members, member, "member", CancellationToken.None);
        using var document = JsonDocument.Parse(row!.Fields.Bytes("outreach0") ?? "{}"u8.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Whether a member has an address, and agreed to e-mail.</summary>
    public async Task<bool> IsReachableAsync(string member) => (await OutreachAsync(member)).TryGetProperty("reachableSince", out _);

    /// <summary>Moves the clock on to noon of a later date.</summary>
    public async Task MoveToAsync(string date)
    {
        using var content = new StringContent($$"""{"now":"{{date}}T12:00:00Z"}""", Encoding.UTF8, "application/json");
        using var answer = await Staff.PostAsync("/local/clock", content, CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(CancellationToken.None));
        return document.RootElement.Clone();
    }

    /// <summary>Holds an answer to the shape of every error, and returns it.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(answer);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    /// <summary>Where a refused document is wrong.</summary>
    public static async Task<IReadOnlyList<string>> PointersAsync(HttpResponseMessage answer) =>
        Pointers(await ProblemAsync(answer, 400));

    public static IReadOnlyList<string> Pointers(JsonElement withErrors) =>
        [.. withErrors.GetProperty("errors").EnumerateArray().Select(error =>
        {
            Assert.NotEqual("", error.GetProperty("detail").GetString());
            return error.GetProperty("pointer").GetString()!;
        })];

    private static T Registered<T>(IServiceCollection services) =>
        (T)services.Last(service => service.ServiceType == typeof(T)).ImplementationInstance!;

    private HttpClient Client(string? key)
    {
        var client = new HttpClient(new DocumentedAnswers(seen)) { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
