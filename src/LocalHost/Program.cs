using System.CommandLine;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Options;

var command = CommandLine.Create(Serving.RunAsync, (options, _) => Serving.RunAsync(options));
try
{
    // The host itself hears Ctrl+C and takes its time to stop cleanly.
    return await command.Parse(args).InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
}
catch (CannotStartException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
