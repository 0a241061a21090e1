using System.Text;
using Loyalty.Cli;

namespace Loyalty.Domain.Tests.Cli;

/// <summary>One run of <c>loyalty</c> within the test's own process: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitStatus, string Output, string Error)
{
    public static CommandRun Of(string input, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var exitStatus = LoyaltyCommand.Run(args, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);
        return new(exitStatus, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
