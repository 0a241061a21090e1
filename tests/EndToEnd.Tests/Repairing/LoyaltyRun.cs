using System.Text;
using Loyalty.Cli;

namespace Loyalty.EndToEnd.Tests.Repairing;

/// <summary>One run of <c>loyalty</c> against a host.</summary>
internal sealed record LoyaltyRun(int ExitStatus, string Output, string Error)
{
    private const string KeyName = "LOYALTY_STAFF_KEY";

    static LoyaltyRun() => Environment.SetEnvironmentVariable(KeyName, HostProcess.StaffKey);

    public static async Task<LoyaltyRun> OfAsync(HostProcess host, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var exitStatus = await Task.Run(() =>
            LoyaltyCommand.Run([.. args, "--url", host.Address.ToString()], () => Stream.Null, output, error));
        return new(exitStatus, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
