using System.CommandLine;
using System.Runtime.InteropServices;
using Loyalty.LocalHost.Azurite;
using Loyalty.Torture;

var minutes = new Option<double>("--minutes") { Description = "How long to go on, before all is compared.", DefaultValueFactory = _ => 60 };
var seed = new Option<int>("--seed") { Description = "What is done, and when, is drawn by it.", DefaultValueFactory = _ => 1 };
var report = new Option<string?>("--report") { Description = "Where to write the report, too.", HelpName = "FILE" };
var store = new Option<string>("--store")
{
    Description = "sqlite, or azurite (needs Node.js).",
    DefaultValueFactory = _ => TortureOptions.Sqlite,
};
store.AcceptOnlyFromAmong(TortureOptions.Sqlite, TortureOptions.Azurite);
var command = new RootCommand("Tortures a host, and compares what it kept, redeemed and sent with what it acknowledged.")
{
    minutes, seed, store, report,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
    var options = new TortureOptions(parsed.GetValue(minutes), parsed.GetValue(seed), parsed.GetValue(store)!);
    try
    {
        var outcome = await TortureRun.RunAsync(options, Console.Error, interrupted.Token);
        Console.Write(outcome.Report);
        if (parsed.GetValue(report) is { } file)
        {
            await File.WriteAllTextAsync(file, outcome.Report, CancellationToken.None);
        }

        return outcome.Findings.Count == 0 ? 0 : 1;
    }
    catch (Exception exception) when (exception is AzuriteMissingException or OperationCanceledException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 2;
    }

    void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }
});
return await command.Parse(args).InvokeAsync();
