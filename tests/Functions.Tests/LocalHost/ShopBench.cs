using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>A shop that sends messages: the product's functions in this process, with a clock that starts at 10 in the morning of
/// 2026-11-22 and is moved by the test, over the embedded store, which it watches.</summary>
internal sealed class ShopBench : IAsyncDisposable
{
    private const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": {
            "window": { "kind": "lifetime" },
            "levels": [ { "id": "bronze", "name": "Bronze" }, { "id": "silver", "name": "Silver", "spend": 50000 } ]
          },
          "messages": {
            "from": "Bean & Leaf <hello@example.com>",
            "cap": { "max": 1, "days": 7 },
            "welcome": { }, "tierUpgrade": { },
            "thankYou": { "when": { "firstPurchase": true }, "holdoutPercent": 100 }
          }
        }
        """;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly TemporaryFolder folder = new();
    private LocalHostOptions options = null!;

    public RunningHost Host { get; private set; } = null!;

    public HttpClient Staff { get; private set; } = null!;

    /// <summary>Without a key; it follows no redirect and keeps no cookie.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public WatchedStore Store { get; private set; } = null!;

    public string Mail => folder.File("mail");

    public static async Task<ShopBench> StartAsync()
    {
        var bench = new ShopBench();
        bench.options = new LocalHostOptions
        {
            Port = 0,
            Data = bench.folder.Path,
            Clock = Instant.FromUtc(2026, 11, 22, 10, 0),
        };
        await bench.OpenAsync();
        return bench;
    }

    /// <summary>Starts again over the same folder.</summary>
    public async Task RestartAsync(string? staffKey = null)
    {
        await CloseAsync();
        options = options with { StaffKey = staffKey };
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Dispose();
    }

    /// <summary>Gives a member an address and consent, which brings a welcome at the next full hour.</summary>
    public async Task EnrolAsync(string member, object profile)
    {
        using var put = await Staff.PutAsync($"/api/members/{member}", Content(profile), CancellationToken.None);
        Assert.Equal(200, (int)put.StatusCode);
        await PostAsync($"/api/members/{member}/consent", new { channel = "email", granted = true, at = Text(Now), wording = "News" });
    }

    public Task BuyAsync(string member, int amount) => PostAsync(
        "/api/purchases", new { id = $"{member}:{amount}", type = "purchase", member, store = "s", at = Text(Now), amount, currency = "EUR" });

    public Task MoveAsync(Instant to) => PostAsync("/local/clock", new { now = Text(to) });

    public Task<string> GetAsync(string path) => Staff.GetStringAsync(path, CancellationToken.None);

    private Instant Now => Host.Services.GetRequiredService<IClock>().GetCurrentInstant();

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static ByteArrayContent Content(object body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = Json } };

    private async Task PostAsync(string path, object body)
    {
        using var answer = await Staff.PostAsync(path, Content(body), CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
    }

    private async Task OpenAsync()
    {
        var functions = new FunctionSet(
            [.. typeof(IStore).Assembly.GetTypes()],
            (services, configuration) =>
            {
                var store = (IStore)services.Last(service => service.ServiceType == typeof(IStore)).ImplementationInstance!;
                services.AddLoyalty(configuration).AddSingleton<IStore>(Store = new WatchedStore(store));
            },
            (services, cancellationToken) => services.GetRequiredService<Publisher>()
                .PublishAsync(new(Encoding.UTF8.GetBytes(Program)), cancellationToken));
        Host = await RunningHost.StartAsync(options, functions, CancellationToken.None);
        Staff = new HttpClient { BaseAddress = Host.Address };
        Staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Host.Keys.Staff);
        Stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Host.Address,
        };
    }

    private async Task CloseAsync()
    {
        Staff.Dispose();
        Stranger.Dispose();
        await Host.DisposeAsync();
    }
}
