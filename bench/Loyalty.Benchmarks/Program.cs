using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Loyalty.Benchmarks.Backtests;
using Loyalty.Benchmarks.Costs;
using Loyalty.Benchmarks.Exporting;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Standings;
using Loyalty.Benchmarks.Till;
using Loyalty.Benchmarks.Year;

if (args is ["intake"])
{
    await IntakeComparison.RunAsync();
    return;
}

if (args is ["exporting"])
{
    await ExportingCost.RunAsync();
    return;
}

if (args is ["year"])
{
    await EmptyYear.RunAsync();
    return;
}

if (args is ["backtest"])
{
    await LargeBacktest.RunAsync();
    await TillsBeside.RunAsync();
    return;
}

if (args is ["costs"])
{
    await YearOfCalls.RunAsync();
    return;
}

if (args is ["till"])
{
    await TillComparison.RunAsync();
    return;
}

// Short runs in this process: they are read by ratio, and a benchmark of its own process is built anew for each class.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
BenchmarkSwitcher.FromAssembly(typeof(StandingBenchmarks).Assembly).Run(args, config);
