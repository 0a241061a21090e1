using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Benchmarks.Members;
using Loyalty.Domain.Values;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Queue;
using Loyalty.Wire.Events;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Benchmarks.Till;

/// <summary>The product with members who have bought on fifty dates and have rewards open, as tills reach it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const int Members = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly RunningHost host;
    private readonly HttpClient till;

    private Shop(RunningHost host)
    {
        this.host = host;
        till = new HttpClient { BaseAddress = host.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Keys.Pos);
    }

    /// <summary>The codes of open rewards, no two of which stand side by side that are of one member.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <param name="store">As the option --store has it.</param>
    public static async Task<Shop> OpenAsync(string folder, string store, CancellationToken cancellationToken)
    {
        // A clock that stands still: no timer comes in between.
        var now = SampleMember.Today.At(LocalTime.Noon).InUtc().ToInstant();
        var options = new LocalHostOptions { Port = 0, Data = folder, Store = store, Clock = now };
        var shop = new Shop(await Product.StartAsync(options, cancellationToken));
        for (var member = 0; member < Members; member++)
        {
            await shop.BuyAsync(Name(member), cancellationToken);
        }

        if (!await shop.host.Services.GetRequiredService<DurableQueue>().WaitUntilEmptyAsync(Patience, cancellationToken))
        {
            throw new TimeoutException("The queue did not become empty.");
        }

        shop.Codes = await shop.CodesAsync(cancellationToken);
        return shop;
    }

    /// <summary>The member whose turn a call is.</summary>
    public static string Name(int call) => $"m-{call % Members}";

    public async Task AskAsync(int call, CancellationToken cancellationToken)
    {
        using var answer = await till.GetAsync(new Uri($"/api/members/{Name(call)}", UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RedeemAsync(int call, CancellationToken cancellationToken)
    {
        using var answer = await till.PostAsJsonAsync(
            new Uri("/api/redemptions", UriKind.Relative),
            new { id = $"till-{call}", code = Codes[call], store = "riga-1" },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        till.Dispose();
        await host.DisposeAsync();
    }

    private async Task BuyAsync(string member, CancellationToken cancellationToken)
    {
        var lines = SampleMember.Purchases(MemberSize.FiftyDates).SelectMany(dated => EventJson.Write(
            dated.Purchase with { Member = MemberId.Parse(member) }, SampleProgram.Program.Currency).Append((byte)'\n'));
        using var body = new ByteArrayContent([.. lines]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await till.PostAsync(new Uri("/api/purchases", UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<string>> CodesAsync(CancellationToken cancellationToken)
    {
        var ofMembers = new List<(int Place, string Code)>();
        for (var member = 0; member < Members; member++)
        {
            using var answer = await till.GetAsync(new Uri($"/api/members/{Name(member)}", UriKind.Relative), cancellationToken);
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            ofMembers.AddRange(json.RootElement.GetProperty("rewards").EnumerateArray()
                .Select((reward, place) => (place, reward.GetProperty("code").GetString()!)));
        }

        return [.. ofMembers.OrderBy(one => one.Place).Select(one => one.Code)];
    }
}
