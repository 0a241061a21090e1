using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.LocalHost.Options;

namespace Loyalty.Benchmarks.Members;

/// <summary>A data folder of LocalHost with any number of members alike, under the sample program.</summary>
internal static class Crowd
{
    /// <summary>The member of whom the others are copies, beside them.</summary>
    public const string First = "first";

    /// <param name="options">Of the hosts of the folder.</param>
    /// <param name="members">How many copies there are; none of their rewards can be redeemed.</param>
    /// <param name="history">Theirs.</param>
    /// <param name="named">Members whom the product itself has written, whose rewards can be redeemed.</param>
    /// <param name="ofNamed">Their history.</param>
    public static async Task FillAsync(
        LocalHostOptions options,
        int members,
        History history,
        IReadOnlyCollection<string> named,
        History ofNamed,
        CancellationToken cancellationToken)
    {
        await using (var host = await Product.StartAsync(options, cancellationToken))
        {
            await Population.WriteAsync(host, [First], member => new Member { Id = member, History = history }, cancellationToken);
            await Population.WriteAsync(host, named, member => new Member { Id = member, History = ofNamed }, cancellationToken);
        }

        Population.Copy(Path.Combine(options.Data, "store.db"), First, 0, members);
    }

    /// <summary>Members who have bought ten times, and nobody else.</summary>
    public static Task FillAsync(string folder, int members, CancellationToken cancellationToken) => FillAsync(
        new LocalHostOptions { Port = 0, Data = folder }, members, SampleMember.History(10), [], History.Empty, cancellationToken);
}
