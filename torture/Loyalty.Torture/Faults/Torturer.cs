using Loyalty.Torture.Clients;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Faults;

/// <summary>Does one evil after another to the host, its store and its provider; which, when and for how long is drawn by a seed.
/// </summary>
internal sealed class Torturer(
    ShopClient shop, TorturedHost host, TorturedTables? tables, TableMishaps mishaps, MoodyProvider mood, Tally tally, Random random)
{
    public const string NoHandles = "no handles";

    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            // Only what serves is worth to be ended.
            await shop.NowAsync();
            await Task.Delay(random.Next(500, 6_000), until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (until.IsCancellationRequested)
            {
                return;
            }

            var fault = Draw();
            tally.Add($"fault: {fault.Name}");
            await fault.Do();
            await host.ReviveAsync(fault.Name);
        }
    }

    private (string Name, Func<Task> Do) Draw() => random.Next(100) switch
    {
        < 30 => ("kill of the host's tree", host.KillAsync),
        < 40 => ("pause of the host", () => host.PauseAsync(Time(4_000))),
        < 48 => ("clean restart of the host", host.RestartAsync),
        < 58 when Starving.IsPossible => (NoHandles, () => StarveAsync(Starving.OfHandles(host.ProcessId, random.Next(3)))),
        < 70 when Starving.IsPossible => ("no disk", () => StarveAsync(Starving.OfDisk(host.ProcessId, random.Next(2) * 64 * 1024))),
        < 78 => ("provider that never answers", HangAsync),
        < 86 when tables is not null => ("clean restart of the emulator", () => tables.RestartAsync(Time(3_000))),
        < 92 when tables is not null => ("pause of the emulator", () => tables.PauseAsync(Time(5_000))),
        _ when tables is not null => ("bad spell of the tables", BadSpellAsync),
        _ => ("kill while it starts again", KillTwiceAsync),
    };

    private async Task StarveAsync(IDisposable hunger)
    {
        using (hunger)
        {
            await Task.Delay(Time(3_000));
        }
    }

    private async Task BadSpellAsync()
    {
        mishaps.IsBadSpell = true;
        await Task.Delay(Time(4_000));
        mishaps.IsBadSpell = false;
    }

    // Whoever waits for it ends with the host, since the client would wait for a minute.
    private async Task HangAsync()
    {
        await Task.WhenAny(mood.Asked(random.Next(1, 6), mayHang: 3), Task.Delay(Time(2_000)));
        await host.KillAsync();
        _ = mood.Asked(int.MaxValue, mayHang: 0);
    }

    private async Task KillTwiceAsync()
    {
        await host.KillAsync();
        await Task.Delay(Time(300));
        await host.KillAsync();
    }

    private TimeSpan Time(int most) => TimeSpan.FromMilliseconds(random.Next(50, most));
}
