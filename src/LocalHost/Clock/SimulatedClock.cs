using System.Text;
using Loyalty.Functions.Storage;
using Microsoft.Win32.SafeHandles;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Clock;

/// <summary>A clock that stands still until it is moved, and is kept in a file, so that a host that starts again goes on where
/// the last one was.</summary>
public sealed class SimulatedClock : IClock, IDisposable
{
    // The file is one line of this length, so that a move is one write in place: it happens for each timer.
    private const int Length = 32;

    /// <summary>Later instants leave no room in the calendar for what lapses or expires after them.</summary>
    public static readonly Instant Latest = Instant.FromUtc(9000, 12, 31, 0, 0);

    private readonly SafeFileHandle file;
    private long ticks;

    private SimulatedClock(SafeFileHandle file, Instant now)
    {
        this.file = file;
        ticks = now.ToUnixTimeTicks();
        Kept = now;
    }

    /// <summary>The instant up to which everything that was due is done.</summary>
    public Instant Kept { get; private set; }

    /// <summary>The clock of the file; where there is none, one that begins at an instant.</summary>
    /// <exception cref="CannotStartException">The file is there and holds no instant.</exception>
    public static SimulatedClock Open(string path, Instant start)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        try
        {
            if (RandomAccess.GetLength(file) > 0)
            {
                return new SimulatedClock(file, Read(file, path));
            }

            var clock = new SimulatedClock(file, start);
            clock.Keep(start);
            return clock;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Interlocked.Read(ref ticks));

    /// <summary>Moves the clock without keeping that: a crash takes it back to what was last kept.</summary>
    public void MoveTo(Instant now) => Interlocked.Exchange(ref ticks, now.ToUnixTimeTicks());

    /// <summary>Writes the instant down: everything that was due up to it is done.</summary>
    /// <exception cref="StoreUnavailableException">The disk does not take it.</exception>
    public void Keep(Instant done)
    {
        var line = InstantPattern.ExtendedIso.Format(done).PadRight(Length - 1) + "\n";
        try
        {
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(line), fileOffset: 0);
        }
        catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
        {
            // The second is what the runtime makes of a file that may not grow.
            throw new StoreUnavailableException("The clock could not be kept: " + exception.Message, exception);
        }

        Kept = done;
    }

    public void Dispose() => file.Dispose();

    private static Instant Read(SafeFileHandle file, string path)
    {
        Span<byte> line = stackalloc byte[Length];
        var read = RandomAccess.Read(file, line, fileOffset: 0);
        var parsed = InstantPattern.ExtendedIso.Parse(Encoding.ASCII.GetString(line[..read]).Trim());
        return parsed.Success
            ? parsed.Value
            : throw new CannotStartException($"{path} does not hold the clock of a host; delete it to begin at --clock.");
    }
}
