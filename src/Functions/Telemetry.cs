using System.Diagnostics;
using System.Diagnostics.Metrics;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Functions.Receiving;
using NodaTime;

namespace Loyalty.Functions;

/// <summary>
/// Everything that is measured, and (in its other part) traced. No personal data: no member, no address, no event. What is counted is
/// counted when it is committed and not when it is tried, so that the figures agree with the store. Alerts rest on the names
/// (docs/telemetry.md): add, never rename.
/// </summary>
internal static partial class Telemetry
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "Loyalty";

    // How long events wait: from a few milliseconds to the outage of a day.
    private static readonly double[] Ages =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400];

    public static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);

    private static Func<IEnumerable<(Sweep Sweep, Duration Age)>> watermarks = () => [];

    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "loyalty.events", "{event}", "Events of tills, by what became of them.");

    private static readonly Histogram<double> EventAges = Meter.CreateHistogram(
        "loyalty.events.age",
        "s",
        "From when an event was queued to when it was counted.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = Ages });

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "loyalty.store.conflicts", "{conflict}", "Decisions that another writer was faster than.");

    private static readonly Counter<long> Outages = Meter.CreateCounter<long>(
        "loyalty.store.outages", "{call}", "Calls of the store that it did not answer.");

    private static readonly Counter<long> Rewards = Meter.CreateCounter<long>(
        "loyalty.rewards", "{reward}", "Rewards, by what became of them.");

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "loyalty.messages", "{message}", "Messages to members, by what became of them.");

    private static readonly ObservableGauge<double> DueAge = Meter.CreateObservableGauge(
        "loyalty.due.age",
        () => watermarks().Select(mark => new Measurement<double>(mark.Age.TotalSeconds, Tag("sweep", mark.Sweep.ToString()))),
        "s",
        "How far the oldest unfinished hour of the due index lay behind when the sweep looked last.");

    /// <summary>Taken over HTTP: they are on the queue.</summary>
    public static void Received(int events) => Count("received", events);

    /// <summary>Refused over HTTP, each for its errors.</summary>
    public static void Rejected(int events) => Count("rejected", events);

    /// <param name="age">Since it was queued; null where it came by no queue.</param>
    public static void Counted(Duration? age)
    {
        Count("counted", 1);
        if (age is { } waited)
        {
            EventAges.Record(waited.TotalSeconds);
        }
    }

    /// <summary>An event whose message is done with; that it was counted is said when that is committed.</summary>
    public static void Completed(Outcome outcome)
    {
        if (outcome != Outcome.Counted)
        {
            Count(Word(outcome), 1);
        }
    }

    public static void DeadLettered(string reason) => Events.Add(1, Tag("outcome", "dead_lettered"), Tag("reason", reason));

    /// <summary>To the queue, since the store does not answer.</summary>
    public static void GivenBack(int events) => Count("given_back", events);

    /// <param name="again">Whether it is decided again; else it was decided too often.</param>
    public static void Conflict(bool again) => Conflicts.Add(1, Tag("outcome", again ? "decided_again" : "given_up"));

    public static void Outage() => Outages.Add(1);

    /// <summary>A reward that was written, by what it was before; one that was written as it was is none.</summary>
    /// <param name="before">Null: it is new.</param>
    public static void Written(RewardState? before, RewardState after)
    {
        if (Turn(before, after) is { } outcome)
        {
            Rewards.Add(1, Tag("outcome", outcome));
        }
    }

    public static void Withheld(int rewards) => Count(Rewards, "withheld", rewards);

    /// <summary>A message's row that was written; one that waits or is on its way has no outcome yet.</summary>
    public static void Written(MessageChange message)
    {
        if (message.Status is not (MessageStatus.Deferred or MessageStatus.Claimed))
        {
            Messages.Add(1, Tag("kind", message.Occasion.Kind.Name()), Tag("outcome", Snake(message.Status.ToString())));
        }
    }

    /// <summary>What the provider reports of a message that it took.</summary>
    public static void Reported(MessageKind kind, DeliveryStatus status) =>
        Messages.Add(1, Tag("kind", kind.Name()), Tag("outcome", Snake(status.ToString())));

    /// <summary>Where the ages of the due index are read from now on.</summary>
    public static void ObserveDue(Func<IEnumerable<(Sweep Sweep, Duration Age)>> ages) => watermarks = ages;

    private static void Count(string outcome, int events) => Count(Events, outcome, events);

    private static void Count(Counter<long> counter, string outcome, int count)
    {
        if (count > 0)
        {
            counter.Add(count, Tag("outcome", outcome));
        }
    }

    private static string Word(Outcome outcome) => outcome == Outcome.CountedBefore ? "duplicate" : Snake(outcome.ToString());

    private static string? Turn(RewardState? before, RewardState after) => (before, after) switch
    {
        (null, RewardState.Open) => "issued",
        (RewardState.Held, RewardState.Open) => "cancelled",
        (RewardState.Redeemed, RewardState.Open) => "reopened",
        (RewardState.Open or RewardState.Held, RewardState.Redeemed) => "redeemed",
        (not RewardState.Redeemed, RewardState.Held) => "held",
        (not RewardState.Revoked, RewardState.Revoked) => "revoked",
        _ => null,
    };

    // As the conventions of OpenTelemetry write values: held_out.
    private static string Snake(string name) => string.Concat(
        name.Select((letter, place) => char.IsAsciiLetterUpper(letter) && place > 0 ? $"_{letter}" : letter.ToString())).ToLowerInvariant();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
