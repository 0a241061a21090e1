using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Loyalty.Benchmarks.Packing;
using Loyalty.Benchmarks.Reporting;

namespace Loyalty.Benchmarks.Standings;

/// <summary>The classes of BenchmarkDotNet, each method beside its baseline.</summary>
internal static class HotPaths
{
    private static readonly Type[] Classes = [typeof(StandingBenchmarks), typeof(PackBenchmarks), typeof(UnpackBenchmarks)];

    /// <summary>In this process: they are read by ratio, and a benchmark of its own process is built anew for each class.</summary>
    public static Job InProcess(Job job) => job.WithToolchain(InProcessEmitToolchain.Instance);

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable("method", "member", "mean", "allocated", "baseline", "ratio");
        var config = ManualConfig.CreateEmpty()
            .AddJob(InProcess(effort.Of(Job.ShortRun, Job.Dry)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        foreach (var benchmarks in Classes)
        {
            var summary = await Task.Run(() => BenchmarkRunner.Run(benchmarks, config), cancellationToken);
            foreach (var group in summary.BenchmarksCases.GroupBy(one => one.Parameters.DisplayInfo))
            {
                Add(table, section, summary, [.. group]);
            }
        }
    }

    private static void Add(Table table, Section section, Summary summary, IReadOnlyList<BenchmarkCase> group)
    {
        var baseline = group.Single(one => one.Descriptor.Baseline);
        var measured = group.Single(one => !one.Descriptor.Baseline);
        if (summary[baseline]?.ResultStatistics is not { } bare || summary[measured]?.ResultStatistics is not { } own)
        {
            section.Fail($"{measured.Descriptor.DisplayInfo} came to nothing.");
            return;
        }

        table.Add(
            measured.Descriptor.WorkloadMethod.Name,
            $"{measured.Parameters[nameof(StandingBenchmarks.Member)]}",
            $"{own.Mean:N0} ns",
            $"{summary[measured]!.GcStats.GetBytesAllocatedPerOperation(measured):N0} bytes",
            $"{bare.Mean:N0} ns",
            $"{own.Mean / bare.Mean:N2}");
    }
}
