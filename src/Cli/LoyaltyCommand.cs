using System.CommandLine;
using System.Text;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Loyalty.Cli.Backtests;
using Loyalty.Cli.DeadLetters;
using Loyalty.Cli.Repairing;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Cli;

/// <summary><c>loyalty</c>: what people and scripts ask on the command line.</summary>
public static class LoyaltyCommand
{
    /// <summary>The exit status where something in what was given is wrong; it is told on standard error.</summary>
    public const int Wrong = 2;

    /// <summary>The exit status where all went well, and something was found that ought to be otherwise.</summary>
    public const int Found = 1;

    /// <summary>The exit status after Ctrl+C, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <param name="forPeople">Whether somebody reads the output, so that it is laid out for them.</param>
    public static int Run(
        IReadOnlyList<string> args,
        Func<Stream> openInput,
        Stream output,
        TextWriter error,
        bool forPeople = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        var root = new RootCommand("Loyalty: tiers, streaks, stamps and rewards from purchases.")
        {
            StandingCommand.Create(openInput, output, error),
            BacktestCommand.Create(openInput, output, error, forPeople),
            ProgramCommand.Create(output, error),
            VerifyCommand.Create(output, error),
            DeadLettersCommand.Create(output, error),
        };

        // A program's name may begin with an @, which would be a file of arguments otherwise.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        foreach (var wrong in parsed.Errors)
        {
            error.WriteLine(wrong.Message);
        }

        if (parsed.Errors.Count > 0)
        {
            return Wrong;
        }

        using var help = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        try
        {
            var invocation = new InvocationConfiguration { Output = help, Error = error, EnableDefaultExceptionHandler = false };
            return parsed.InvokeAsync(invocation, cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Cancelled.");
            return Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or HttpRequestException
            or ServiceBusException or AuthenticationFailedException or RequestFailedException)
        {
            error.WriteLine(e.Message);
            return Wrong;
        }
    }

    /// <summary>The date after <c>--as-of</c>; null where it is none, and that is written.</summary>
    internal static LocalDate? DateOf(string text, TextWriter error)
    {
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year >= 1)
        {
            return date;
        }

        error.WriteLine("Expected a date after --as-of: 1998-06-30.");
        return null;
    }
}
