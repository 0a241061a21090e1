using System.Text;
using Loyalty.Cli;

namespace Loyalty.Domain.Tests.Cli;

/// <summary>One run of <c>loyalty</c> within the test's own process: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitStatus, string Output, string Error)
{
    public static CommandRun Of(string input, params string[] args) => Of(new MemoryStream(Encoding.UTF8.GetBytes(input)), args);

    /// <param name="forPeople">As on a terminal.</param>
    public static CommandRun Of(Stream input, string[] args, bool forPeople = false, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var exitStatus = LoyaltyCommand.Run(args, () => input, output, error, forPeople, cancellationToken);
        return new(exitStatus, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
