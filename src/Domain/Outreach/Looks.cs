using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>When each timer is to look at a member next; null: something else has to happen first.</summary>
public readonly record struct Looks(
    Instant? TierRewards, Instant? ThankYouNotes, Instant? WinBackOffers, Instant? Reminders, Instant? Erasures = null)
{
    public static Looks None => default;

    public Instant? this[Sweep sweep] => sweep switch
    {
        Sweep.TierRewards => TierRewards,
        Sweep.ThankYouNotes => ThankYouNotes,
        Sweep.WinBackOffers => WinBackOffers,
        Sweep.Reminders => Reminders,
        Sweep.Erasures => Erasures,
        _ => throw new ArgumentOutOfRangeException(nameof(sweep)),
    };

    public Looks With(Sweep sweep, Instant? at) => sweep switch
    {
        Sweep.TierRewards => this with { TierRewards = at },
        Sweep.ThankYouNotes => this with { ThankYouNotes = at },
        Sweep.WinBackOffers => this with { WinBackOffers = at },
        Sweep.Reminders => this with { Reminders = at },
        Sweep.Erasures => this with { Erasures = at },
        _ => throw new ArgumentOutOfRangeException(nameof(sweep)),
    };

    /// <summary>With a timer looking at an instant, or earlier where it does already.</summary>
    public Looks NoLaterThan(Sweep sweep, Instant at) => this[sweep] is { } sooner && sooner <= at ? this : With(sweep, at);
}
