using System.Globalization;

namespace Loyalty.Cli;

/// <summary>Says how far something has come, a line every few seconds, to whoever waits.</summary>
internal sealed class Progress(TextWriter error)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TimeProvider time = TimeProvider.System;
    private long saidAt = TimeProvider.System.GetTimestamp();

    public void Say(FormattableString how)
    {
        if (time.GetElapsedTime(saidAt) >= Pause)
        {
            error.WriteLine(how.ToString(CultureInfo.InvariantCulture));
            saidAt = time.GetTimestamp();
        }
    }
}
