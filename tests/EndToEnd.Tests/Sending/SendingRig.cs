using System.Diagnostics;
using System.Globalization;
using Loyalty.FakeEmail;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.EndToEnd.Tests.Sending;

/// <summary>
/// Kills and stops a host at random moments while its timers send through a provider that has bad days, and while tills post. The
/// clock is simulated: leases and times of messages are by it, so that weeks pass in minutes. What is done and when is drawn by a
/// seed; what it meets is not, since the host and the provider run as they like.
/// </summary>
internal sealed class SendingRig : IAsyncDisposable
{
    private const int Members = 60;
    private const int DaysToSettle = 6;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-killed-sender-").FullName;
    private readonly List<string> purchases = [];
    private readonly FakeProvider provider;
    private readonly int seed;
    private readonly MoodyProvider mood;
    private readonly Random random;
    private readonly SendingShop shop;
    private HostProcess host = null!;
    private int kills;
    private int killsWhileSending;
    private int stops;

    private SendingRig(FakeProvider provider, int seed)
    {
        this.provider = provider;
        this.seed = seed;
        random = new(seed);
        mood = new(seed);
        provider.Answers = mood.Next;
        shop = new(() => host.Address);
    }

    private string ProgramFile => Path.Combine(data, "program.json");

    /// <summary>What the run came to, in a few lines; fails where something was lost, sent twice or told wrongly.</summary>
    public static async Task<string> RunAsync(int kills, int seed)
    {
        var watch = Stopwatch.StartNew();
        await using var provider = await FakeProvider.StartAsync();
        await using var rig = new SendingRig(provider, seed);
        await rig.StartAsync();
        for (var round = 1; rig.kills < kills; round++)
        {
            await rig.RoundAsync(round);
        }

        var until = await rig.SettleAsync();
        var truth = await SendingTruth.ReadAsync(Path.Combine(rig.data, "store.db"));
        var standings = Standings.Of(
            rig.ProgramFile, await rig.WritePurchasesAsync(), LocalDatePattern.Iso.Format(until.InUtc().Date));
        var summary = rig.Summary(until, watch.Elapsed, truth);
        var lies = provider.Errors.Concat(truth.Lies(provider.Taken, standings)).ToList();
        Assert.True(lies.Count == 0, string.Join(Environment.NewLine, lies.Append(summary).Append(rig.host.Said)));
        return summary;
    }

    public async ValueTask DisposeAsync()
    {
        shop.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(data, recursive: true);
    }

    private string Summary(Instant until, TimeSpan took, SendingTruth truth)
    {
        var different = provider.Taken.DistinctBy(email => email.Operation).Count();
        return string.Join(
            Environment.NewLine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}: {kills} kills, {killsWhileSending} of them while a message was under way, and {stops} stops"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"in {(until - SendingShop.Start).TotalDays:0} days of the shop's clock and {took.TotalSeconds:0} s of ours;"),
            $"{purchases.Count} purchases of {Members} members;",
            $"the provider was asked {provider.Asked} times and took {provider.Taken.Count} messages, {different} of them different.",
            truth);
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(ProgramFile, SendingShop.Program);
        await StartHostAsync();
        for (var member = 0; member < Members; member++)
        {
            await shop.EnrolAsync(member);
        }
    }

    private async Task StartHostAsync() => host = await HostProcess.StartAsync(
        data,
        "sqlite",
        ProgramFile,
        "--clock",
        InstantPattern.ExtendedIso.Format(SendingShop.Start),
        "--email",
        provider.ConnectionString,
        "--email-rate",
        "300/3000");

    private async Task RoundAsync(int round)
    {
        var isStop = round % 4 == 0;

        // A request that is never answered ends with the host; now and then it is waited for, which takes a minute.
        var isPatient = round % 40 == 20;
        var now = await shop.NowAsync();
        var moment = mood.Asked(random.Next(1, 15), mayHang: isPatient ? 1 : isStop ? 0 : 3);
        var later = TimeSpan.FromMilliseconds(random.Next(30));
        using var till = new Till(() => host.Address, () => { });
        var posting = Task.Run(() => till.PostAsync(Draw(now), atOnce: 3));
        var moving = shop.MoveAsync(now + Duration.FromMinutes(random.Next(3 * 60, 24 * 60)));
        if (isPatient)
        {
            Assert.True(await moving);
        }
        else
        {
            await Task.WhenAny(moment, moving, Task.Delay(Longest));
            await Task.Delay(later);
            await (isStop ? StopAsync() : KillAsync());
            Assert.True(await moving || !isStop);
        }

        await posting;
    }

    private async Task StopAsync()
    {
        await host.PauseAsync();
        await Task.Delay(random.Next(50, 400));
        await host.ResumeAsync();
        stops++;
    }

    private async Task KillAsync()
    {
        var underWay = provider.UnderWay;
        await host.KillAsync(wholeTree: true);
        await host.DisposeAsync();
        kills++;
        killsWhileSending += underWay > 0 ? 1 : 0;
        await StartHostAsync();
    }

    private List<string> Draw(Instant now)
    {
        var first = purchases.Count;
        for (var left = random.Next(5, 25); left > 0; left--)
        {
            purchases.Add(SendingShop.Purchase(purchases.Count + 1, random.Next(Members), now, random.Next(300, 6_000)));
        }

        return purchases[first..];
    }

    /// <summary>Lets everything end that has begun, and stops the host.</summary>
    private async Task<Instant> SettleAsync()
    {
        mood.IsCalm = true;
        var now = await shop.NowAsync();
        for (var day = 1; day <= DaysToSettle; day++)
        {
            Assert.True(await shop.MoveAsync(now + Duration.FromDays(day)));
        }

        await host.StopAsync();
        return now + Duration.FromDays(DaysToSettle);
    }

    private async Task<string> WritePurchasesAsync()
    {
        var file = Path.Combine(data, "purchases.ndjson");
        await File.WriteAllLinesAsync(file, purchases);
        return file;
    }
}
