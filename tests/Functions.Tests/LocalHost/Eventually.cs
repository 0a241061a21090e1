using System.Diagnostics;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>Waits for what other threads are about to do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var waiting = Stopwatch.StartNew(); !condition(); await Task.Delay(5))
        {
            Assert.True(waiting.Elapsed < Patience, "It did not come true in time.");
        }
    }
}
