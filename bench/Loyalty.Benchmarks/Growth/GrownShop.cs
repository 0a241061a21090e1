using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Benchmarks.Backtests;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Till;
using Loyalty.Domain.Purchases;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Benchmarks.Growth;

/// <summary>What a shop asks of a LocalHost that has so many members with so long a history.</summary>
internal sealed class GrownShop : IDisposable
{
    private const int Calls = 1_000;
    private const int Redemptions = 200;
    private const int Events = 1_000;
    private const int Rounds = 6;

    // Far from each other, so that what is in a cache is no longer there.
    private const int Step = 7_919;

    private static readonly Instant Now = SampleMember.Today.At(LocalTime.Noon).InUtc().ToInstant();
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1);
    private static readonly string[] Named = [.. Enumerable.Range(0, Redemptions).Select(number => $"named-{number}")];

    private readonly WholePath product;
    private readonly HttpClient client;
    private readonly int members;

    private GrownShop(WholePath product, int members)
    {
        this.product = product;
        this.members = members;
        client = new HttpClient { BaseAddress = product.Host.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", product.Host.Keys.Staff);
    }

    /// <param name="history">Of all members but those whose rewards are redeemed.</param>
    /// <param name="ofNamed">Of these.</param>
    public static Task<Pace> MeasureAsync(int members, History history, History ofNamed, CancellationToken cancellationToken) =>
        TemporaryFolder.UseAsync("growth", async folder =>
        {
            // A clock that stands still: no timer comes in between.
            var options = new LocalHostOptions { Port = 0, Data = folder, Clock = Now };
            await Crowd.FillAsync(options, members, history, Named, ofNamed, cancellationToken);
            await using var product = await WholePath.StartAsync(options, SampleProgram.Document, cancellationToken);
            using var shop = new GrownShop(product, members);
            return new Pace(
                await shop.AskAsync(cancellationToken),
                await shop.RedeemAsync(cancellationToken),
                await shop.CountAsync(cancellationToken),
                await shop.BacktestAsync(cancellationToken));
        });

    public void Dispose() => client.Dispose();

    private string Name(int call) => Population.Name((int)((long)call * Step % members));

    private async Task<double> AskAsync(CancellationToken cancellationToken)
    {
        var course = new Course("GET member", Calls, async (_, call, token) => await product.MemberAsync(Name(call), token));
        await GoOnAsync(course, cancellationToken);
        course.Forget();
        await GoOnAsync(course, cancellationToken);
        return course.Rate;
    }

    private async Task<double?> RedeemAsync(CancellationToken cancellationToken)
    {
        var codes = new List<string>();
        foreach (var member in Named)
        {
            using var answer = JsonDocument.Parse(await product.MemberAsync(member, cancellationToken));
            var rewards = answer.RootElement.GetProperty("rewards").EnumerateArray();
            codes.AddRange(rewards.Take(2).Select(reward => reward.GetProperty("code").GetString()!));
        }

        if (codes.Count < Named.Length * 2)
        {
            return null;
        }

        // The first of each member warms up.
        codes = [.. codes.Where((_, place) => place % 2 == 0), .. codes.Where((_, place) => place % 2 == 1)];
        var course = new Course("POST redemption", Redemptions, (_, call, token) => RedeemAsync(codes[call], call, token));
        await course.RunAsync(cancellationToken);
        course.Forget();
        await course.RunAsync(cancellationToken);
        return course.Rate;
    }

    private async Task RedeemAsync(string code, int call, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri("/api/redemptions", UriKind.Relative), new { id = $"till-{call}", code, store = "riga-1" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<double> CountAsync(CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var events = Round(round);
            var start = Stopwatch.GetTimestamp();
            await product.StoreAsync(events, cancellationToken);
            rates.Add(Events / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        // The first one warms up.
        return Middle.Of(rates[1..]);
    }

    private List<SampleEvent> Round(int round) =>
        [.. Enumerable.Range(0, Events).Select(number => SampleEvent.Of(Name(number), $"till-{round}-{number}", Now))];

    private async Task<double> BacktestAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var compared = 0L;
        do
        {
            compared += await StaffBacktest.RunAsync(client, cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(start) < LongEnough);

        return compared / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task GoOnAsync(Course course, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < LongEnough;)
        {
            await course.RunAsync(cancellationToken);
        }
    }
}
