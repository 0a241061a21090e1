using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Reporting;
using Loyalty.Domain.Purchases;

namespace Loyalty.Benchmarks.Growth;

/// <summary>How what is asked most grows with what a member has bought, and with how many members there are: over SQLite, each to the
/// smallest.</summary>
internal static class GrowthCost
{
    private const int MembersBesideHistory = 500;
    private const int PurchasesBesideMembers = 10;
    private const int PurchasesOfNamed = 50;

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        // Twice for nothing, so that the smallest finds its code compiled for good.
        for (var warmUp = 0; warmUp < 2; warmUp++)
        {
            await GrownShop.MeasureAsync(MembersBesideHistory, History(10), History(PurchasesOfNamed), cancellationToken);
        }

        await AddAsync(
            Table(section, "purchases"),
            effort.Of<int[]>([10, 100, 1_000, 10_000], [10, 100]),
            purchases => GrownShop.MeasureAsync(MembersBesideHistory, History(purchases), History(purchases), cancellationToken));
        await AddAsync(
            Table(section, "members"),
            effort.Of<int[]>([1_000, 10_000, 100_000, 1_000_000], [500, 1_000]),
            members => GrownShop.MeasureAsync(members, History(PurchasesBesideMembers), History(PurchasesOfNamed), cancellationToken));
        section.Remark(
            $"By purchases: {MembersBesideHistory:N0} members with as many each; by members: {PurchasesBesideMembers} purchases each, and"
            + $" {PurchasesOfNamed} of those whose rewards are redeemed.");
    }

    private static History History(int purchases) => SampleMember.History(purchases);

    private static Table Table(Section section, string of) => section.AddTable(
        of, "GET member", "to the first", "POST redemption", "to the first", "events", "to the first", "backtest", "to the first");

    private static async Task AddAsync(Table table, int[] sizes, Func<int, Task<Pace>> measureAsync)
    {
        Pace? first = null;
        foreach (var size in sizes)
        {
            var pace = await measureAsync(size);
            var smallest = first ??= pace;
            table.Add([
                $"{size:N0}",
                .. Cells(pace.Asked, smallest.Asked),
                .. Cells(pace.Redeemed, smallest.Redeemed),
                .. Cells(pace.Counted, smallest.Counted),
                .. Cells(pace.Backtested, smallest.Backtested),
            ]);
        }
    }

    // How many a second, and how many times as long one takes.
    private static string[] Cells(double? rate, double? first) =>
        [rate is null ? "" : $"{rate:N0}/s", rate is null || first is null ? "" : $"{first / rate:N2}"];
}
