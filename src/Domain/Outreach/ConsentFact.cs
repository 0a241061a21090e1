using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What somebody said about messages by e-mail, as it was recorded: added, never edited (CONTRACT section 6).</summary>
/// <param name="At">When it was said.</param>
/// <param name="Wording">What the customer agreed to or refused, 1 to <see cref="MaxWordingLength"/> printable characters.</param>
/// <param name="RecordedBy">The name of the key that recorded it, or <see cref="Customer"/>.</param>
/// <param name="ByCustomer">Whether the customer said it here themselves, by a link of theirs.</param>
public sealed record ConsentFact(bool Granted, Instant At, string Wording, string RecordedBy, bool ByCustomer)
{
    /// <summary>The one channel that there is.</summary>
    public const string Channel = "email";

    public const int MaxWordingLength = 1_000;

    /// <summary>Who recorded what came by a link.</summary>
    public const string Customer = "customer";

    private static readonly Duration Moment = Duration.FromTicks(1);

    /// <summary>The customer's no, which counts from now on, and where a clock of another host ran ahead, after what they said by
    /// that one.</summary>
    public static ConsentFact Withdrawal(Consent before, string wording, Instant now)
    {
        ArgumentNullException.ThrowIfNull(before);
        return new(false, before.ByCustomer is { At: var last } && last > now ? last : now, wording, Customer, ByCustomer: true);
    }

    /// <summary>The customer's yes, which counts from now on, and after their no where no time has passed since it.</summary>
    public static ConsentFact Grant(Consent before, string wording, Instant now)
    {
        ArgumentNullException.ThrowIfNull(before);
        var at = before.ByCustomer is { At: var last } && last >= now ? last + Moment : now;
        return new(true, at, wording, Customer, ByCustomer: true);
    }

    public Consent AddTo(Consent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return consent.With(new(Granted, At), ByCustomer);
    }
}
