using System.Diagnostics;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Queue;

namespace Loyalty.LocalHost.Play;

/// <summary>Plays a file through a host: hour by hour it moves the clock to when the hour's last purchase was made and posts
/// them, and looks at the end what became of them all.</summary>
public static class Player
{
    public static async Task<PlayResult> PlayAsync(
        RunningHost host, LoyaltyProgram program, PurchaseFile file, Action<PlayProgress> show, CancellationToken cancellationToken)
    {
        using var client = new PlayClient(host);
        var watch = Stopwatch.StartNew();
        var rejected = 0;
        var posted = 0;
        foreach (var hour in file.Hours)
        {
            await client.MoveClockAsync(hour.Last, cancellationToken);
            rejected += await client.PostAsync(hour.Lines, cancellationToken);
            posted += hour.Lines.Length;
            show(new PlayProgress(posted, file.Count, hour.Last));
        }

        // Moving it to where it is waits for what was posted last.
        await client.MoveClockAsync(file.Hours[^1].Last, cancellationToken);
        watch.Stop();

        var (counted, rewards) = await Census.ReadStoreAsync(host.Services.GetRequiredService<IStore>(), cancellationToken);
        var (tiers, streaks) = await Census.ReadMembersAsync(client, file.Members, program, cancellationToken);
        return new PlayResult(
            file.Count,
            file.Refunds,
            counted,
            rejected + host.Services.GetRequiredService<DurableQueue>().Stats.DeadLettered,
            watch.Elapsed,
            tiers,
            streaks,
            [.. rewards.Select(reward => (program.Rewards[reward.Key].Name, reward.Value))]);
    }
}
