namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// Ranges that were read and found empty, which they stay until something is written: a simulated year has the timers look into the
/// same few half a million times. All writes to the file are this database's own, which counts them; should somebody else write it,
/// what is known is believed for a second at most.
/// </summary>
internal sealed class EmptyRanges(SqliteDatabase database)
{
    private const int Most = 256;
    private const long MillisecondsBelieved = 1000;

    private readonly Lock gate = new();
    private readonly HashSet<(string Table, string Partition, string From, string Below)> ranges = [];

    // What the database had written, and when, before the first of them was read.
    private long written;
    private long since;

    /// <summary>What is to be asked for before a range is read, and told with it where it was empty.</summary>
    public long Written => database.Written;

    public bool Contains(string table, string partition, string from, string below)
    {
        lock (gate)
        {
            return IsBelieved(database.Written) && ranges.Contains((table, partition, from, below));
        }
    }

    /// <param name="writtenBefore"><see cref="Written"/> before the range was read: what was not to be seen then is counted later.
    /// </param>
    public void Add(string table, string partition, string from, string below, long writtenBefore)
    {
        lock (gate)
        {
            if (!IsBelieved(writtenBefore) || ranges.Count == Most)
            {
                ranges.Clear();
                written = writtenBefore;
                since = Environment.TickCount64;
            }

            ranges.Add((table, partition, from, below));
        }
    }

    private bool IsBelieved(long now) => now == written && Environment.TickCount64 - since < MillisecondsBelieved;
}
