using System.Diagnostics;

namespace Loyalty.Rig;

/// <summary>Signals to processes that a test started.</summary>
internal static class Signals
{
    public static async Task SendAsync(int process, string name)
    {
        using var kill = Process.Start("kill", $"-s {name} {process}");
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"Process {process} did not get {name}.");
        }
    }
}
