using System.Diagnostics;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Queue;
using NodaTime;

namespace Loyalty.LocalHost.Play;

/// <summary>Plays a file through a host: hour by hour it moves the clock to when the hour's last purchase was made, enrols whoever buys
/// for the first time, where the program writes to members, and posts the purchases; and looks at the end what became of them
/// all.</summary>
public static class Player
{
    private const int EnrolledAtOnce = 16;

    // As long as what has fallen due may wait: an offer to who stays away is not past before.
    private static readonly Duration RunsOn = Duration.FromDays(30);

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
            if (program.Messages is not null)
            {
                await EnrolAsync(client, hour, cancellationToken);
            }

            rejected += await client.PostAsync(hour.Lines, cancellationToken);
            posted += hour.Lines.Length;
            show(new PlayProgress(posted, file.Count, hour.Last));
        }

        // Moving it to where it is waits for what was posted last.
        var end = file.Hours[^1].Last;
        await client.MoveClockAsync(end, cancellationToken);
        watch.Stop();

        // How members stand is looked at on the last day, before levels lapse that nobody buys for any more.
        var (tiers, streaks) = await Census.ReadMembersAsync(client, file.Members, program, cancellationToken);
        if (program.Messages is not null)
        {
            await client.MoveClockAsync(end + RunsOn, cancellationToken);
        }

        // Whoever came most often has most to show.
        var faithfulFirst = streaks.Select(streak => streak.Member).Concat(file.Members);
        var counts = await Census.ReadStoreAsync(host.Services.GetRequiredService<IStore>(), cancellationToken);
        return new PlayResult(
            file.Count,
            file.Refunds,
            counts.Events,
            rejected + host.Services.GetRequiredService<DurableQueue>().Stats.DeadLettered,
            watch.Elapsed,
            tiers,
            streaks,
            [.. counts.Rewards.Select(reward => (program.Rewards[reward.Key].Name, reward.Value))],
            counts.Messages,
            await OpenReward.FindAsync(client, faithfulFirst, cancellationToken));
    }

    private static Task EnrolAsync(PlayClient client, PlayedHour hour, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        hour.Newcomers,
        new ParallelOptions { MaxDegreeOfParallelism = EnrolledAtOnce, CancellationToken = cancellationToken },
        async (member, token) => await client.EnrolAsync(Persona.Of(member), hour.Last, token));
}
