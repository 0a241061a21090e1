using System.Runtime.CompilerServices;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Storage;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Due;

/// <summary>
/// Whom to look at and when, so that a timer costs what is due and not what exists. A row is a hint: it says nothing but "look", and
/// one too many does no harm. It lies under the hour of its instant, or of now where that is later, so that nothing is ever left
/// where the sweeps have passed.
/// </summary>
public sealed class DueIndex(IStore store, IClock clock, IOptions<DueOptions> options)
{
    // A member's id begins with a letter or digit, and so is between these.
    private const string First = "0";
    private const string Below = "~";

    // A sweep is never so far behind that runs at all; one too many left by whoever does not find it does no harm.
    private static readonly Duration FoundWithin = Duration.FromHours(48);

    internal int Shards => options.Value.Shards;

    /// <summary>Leaves a hint for each sweep that has an instant. Written before the transaction that relies on it.</summary>
    public Task LeaveAsync(MemberId member, Looks looks, CancellationToken cancellationToken) => looks == Looks.None
        ? Task.CompletedTask
        : Task.WhenAll(Enum.GetValues<Sweep>()
            .Where(sweep => looks[sweep] is not null)
            .Select(sweep => LeaveAsync(sweep, member, looks[sweep]!.Value, cancellationToken)));

    /// <summary>The hints of an hour and shard, due or not.</summary>
    public async IAsyncEnumerable<Hint> ReadAsync(
        Sweep sweep, Instant hour, int shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = DueKeys.Partition(sweep, hour, shard);
        await foreach (var row in store.ReadRangeAsync(Tables.Due, partition, First, Below, cancellationToken))
        {
            var due = InstantPattern.ExtendedIso.Parse(row.Fields.Text("due")!).Value;
            yield return new(MemberId.Parse(row.Key), due, hour, partition, row.ETag);
        }
    }

    /// <summary>Whether a hint for an instant is there, as far as it can be found: under the hour of its instant, and where that is past,
    /// under an hour of the last days to which whoever left it, or put it off, may have come.</summary>
    internal async Task<bool> StandsAsync(Sweep sweep, MemberId member, Instant due, CancellationToken cancellationToken)
    {
        var last = DueKeys.HourOf(clock.GetCurrentInstant()) + DueKeys.Hour;
        var first = DueKeys.HourOf(due);
        for (var hour = first; hour <= Instant.Max(first, last); hour = Instant.Max(hour + DueKeys.Hour, last - FoundWithin))
        {
            var partition = DueKeys.Partition(sweep, hour, DueKeys.Shard(member, Shards));
            if (await store.ReadAsync(Tables.Due, partition, member.ToString(), cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the hour that the hint lies under is so long over that whoever left it has written the member, or never will.
    /// </summary>
    internal static bool IsOver(Hint hint, Instant now) => hint.Hour + DueKeys.Hour + DueKeys.KeptAfter <= now;

    /// <summary>Takes a hint out as it was read; one that was left anew meanwhile stays.</summary>
    public Task RemoveAsync(Hint hint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hint);
        return store.CommitAsync(Tables.Due, hint.Partition, [new Write.Delete(hint.Member.ToString(), hint.ETag)], cancellationToken);
    }

    /// <summary>Takes out the hints of a member who is erased. Those that an earlier one stood for lie under a later hour, and go when
    /// its sweep finds nobody.</summary>
    internal async Task ForgetAsync(MemberId member, Looks hints, CancellationToken cancellationToken)
    {
        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            if (hints[sweep] is { } at)
            {
                var partition = DueKeys.Partition(sweep, DueKeys.HourOf(at), DueKeys.Shard(member, Shards));
                await store.DeleteAsync(Tables.Due, partition, member.ToString(), cancellationToken);
            }
        }
    }

    /// <summary>Moves a hint on to a later instant. Where one of the member lies under its hour already, that one will do.</summary>
    public async Task PutOffAsync(Sweep sweep, Hint hint, Instant until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hint);
        var (partition, fields) = Place(sweep, hint.Member, until);
        await store.CommitAsync(Tables.Due, partition, [new Write.Insert(hint.Member.ToString(), fields)], cancellationToken);
        await RemoveAsync(hint, cancellationToken);
    }

    private Task<CommitResult> LeaveAsync(Sweep sweep, MemberId member, Instant due, CancellationToken cancellationToken)
    {
        var (partition, fields) = Place(sweep, member, due);
        return store.CommitAsync(Tables.Due, partition, [new Write.Put(member.ToString(), fields)], cancellationToken);
    }

    private (string Partition, Fields Fields) Place(Sweep sweep, MemberId member, Instant due)
    {
        var hour = DueKeys.HourOf(Instant.Max(due, clock.GetCurrentInstant()));
        return (
            DueKeys.Partition(sweep, hour, DueKeys.Shard(member, Shards)),
            new Fields { { "due", InstantPattern.ExtendedIso.Format(due) } });
    }
}
