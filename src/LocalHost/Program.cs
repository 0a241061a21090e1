using System.CommandLine;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Options;

var command = CommandLine.Create(Serving.RunAsync, Playing.RunAsync);
try
{
    // A key may begin with an @, which would be a file of arguments otherwise.
    var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    // The host itself hears Ctrl+C and takes its time to stop cleanly.
    return await parsed.InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
}
catch (CannotStartException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
