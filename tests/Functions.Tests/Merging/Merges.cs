using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Receiving;
using Loyalty.Functions.Tests.Sending;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Functions.Tests.Merging;

/// <summary>What staff do about two numbers of one person: <c>kept</c> and <c>old</c>, where nothing else is said.</summary>
internal static class Merges
{
    public const string Kept = "kept";
    public const string Old = "old";

    public static Task<MergeResult> MergeAsync(this SendingBench bench, string id = "x-1", string into = Kept, string from = Old) =>
        bench.Get<MergeDesk>().MergeAsync(
            MemberId.Parse(into), MemberId.Parse(from), MergeId.Parse(id), "one person", "staff", CancellationToken.None);

    public static Task<MergeResult> UndoAsync(this SendingBench bench, string id = "x-1", string into = Kept) =>
        bench.Get<MergeDesk>().UndoAsync(MemberId.Parse(into), MergeId.Parse(id), "staff", CancellationToken.None);

    /// <summary>Runs the timer.</summary>
    public static Task FinishAsync(this SendingBench bench) =>
        new FinishMerges(bench.Get<OpenMerges>(), bench.Get<MergeDesk>(), NullLogger<FinishMerges>.Instance)
            .RunAsync(new TimerInfo(), CancellationToken.None);

    /// <summary>All that is known of members and of what is under way, but for the codes, which are drawn.</summary>
    public static string Text(this SendingBench bench) => string.Join(
        "\n\n",
        bench.Memory.All(Tables.Members)
            .Concat(bench.Memory.All(Tables.Merges))
            .GroupBy(row => row.Partition)
            .OrderBy(partition => partition.Key, StringComparer.Ordinal)
            .Select(partition => $"{partition.Key}\n{RowText.Of(partition)}"));
}
