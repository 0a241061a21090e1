using System.Globalization;
using Loyalty.LocalHost.Azurite;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The emulator that a host started.</summary>
internal static class Emulator
{
    public static async Task SkipWithoutAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellationToken);
        }
        catch (AzuriteMissingException exception)
        {
            Assert.Skip(exception.Message);
        }
    }

    /// <summary>Freezes it: it takes connections and answers nothing.</summary>
    public static Task FreezeAsync(string folder) => Signals.SendAsync(Pid(folder), "STOP");

    public static Task ThawAsync(string folder) => Signals.SendAsync(Pid(folder), "CONT");

    /// <summary>Stops one that a failed test left behind, which outlives its host.</summary>
    public static async Task StopLeftAsync(string folder)
    {
        if (File.Exists(PidFile(folder)))
        {
            await ThawAsync(folder);
            await using var left = await AzuriteProcess.StartAsync(folder, null, CancellationToken.None);
        }
    }

    private static int Pid(string folder) => int.Parse(File.ReadLines(PidFile(folder)).First(), CultureInfo.InvariantCulture);

    private static string PidFile(string folder) => Path.Combine(folder, "azurite.pid");
}
