using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Loyalty.Benchmarks.Processes;
using Loyalty.Benchmarks.Reporting;
using Loyalty.Benchmarks.Standings;

if (args is [BareHost.Name])
{
    await BareHost.RunAsync();
    return 0;
}

if (Request.Of(args) is not { } request)
{
    var config = DefaultConfig.Instance
        .AddJob(HotPaths.InProcess(Job.ShortRun))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
    BenchmarkSwitcher.FromAssembly(typeof(StandingBenchmarks).Assembly).Run(args, config);
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The emulator and the servers are processes of their own, and are to end with this one.
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    return request.Effort.IsAlone
        ? (await Attempt.RunAsync(request.Modes[0], request.Effort, stop.Token)).HasFailed ? 1 : 0
        : await new Report(request.Path, request.Effort).RunAsync(request.Modes, stop.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped.");
    return 1;
}
