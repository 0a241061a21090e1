using System.CommandLine;
using System.Text;

namespace Loyalty.Cli;

/// <summary><c>loyalty</c>: what people and scripts ask on the command line.</summary>
public static class LoyaltyCommand
{
    /// <summary>The exit status where something in what was given is wrong; it is told on standard error.</summary>
    public const int Wrong = 2;

    public static int Run(IReadOnlyList<string> args, Func<Stream> openInput, Stream output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var root = new RootCommand("Loyalty: tiers, streaks, stamps and rewards from purchases.")
        {
            StandingCommand.Create(openInput, output, error),
            ProgramCommand.Create(output, error),
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
            return parsed.Invoke(new InvocationConfiguration { Output = help, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            error.WriteLine(e.Message);
            return Wrong;
        }
    }
}
