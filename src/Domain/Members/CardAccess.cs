using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Domain.Members;

/// <summary>
/// Who may change things by a member's card. Its link shows the card; to change anything takes a code as well, which is sent to the
/// member's address. Each is good once, for ten minutes and five tries, and only so many are sent: whoever has the link and not the
/// address may try 30 of a million codes a day.
/// </summary>
public sealed record CardAccess
{
    public const int MaxAnHour = 3;
    public const int MaxADay = 6;

    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Duration Day = Duration.FromHours(24);

    // Codes are known by when they were sent, so no two of a member are sent at one instant.
    private static readonly Duration Moment = Duration.FromTicks(1);

    public static CardAccess None { get; } = new();

    /// <summary>When the last codes were sent, rising; as many as the limits ask about.</summary>
    public ImmutableArray<Instant> Sent { get; init; } = [];

    /// <summary>The code that was sent last, until it is used.</summary>
    public OneTimeCode? Code { get; init; }

    public CardSession? Session { get; init; }

    /// <summary>When another code may be sent: after <paramref name="now"/> where too many were.</summary>
    public Instant NextAt(Instant now) => Instant.Max(After(MaxAnHour, Hour, now), After(MaxADay, Day, now));

    /// <summary>When a code that is sent now is said to be.</summary>
    public Instant SendAt(Instant now) => Sent is [.., var last] && last >= now ? last + Moment : now;

    /// <summary>With a code that is sent, in place of the one before.</summary>
    public CardAccess With(OneTimeCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return this with { Code = code, Sent = [.. Sent.TakeLast(MaxADay - 1), code.SentAt] };
    }

    /// <param name="matches">Whether what was typed is the code that waits.</param>
    /// <param name="isNewAddress">What it was asked for.</param>
    public CodeTry Try(bool matches, bool isNewAddress, Instant now)
    {
        if (Code is not { } code || code.IsNewAddress != isNewAddress || !code.IsGood(now))
        {
            return new CodeTry.Over();
        }

        if (matches)
        {
            return new CodeTry.Right(this with { Code = null }, code);
        }

        var tried = code with { Tries = code.Tries + 1 };
        return new CodeTry.Wrong(this with { Code = tried }, OneTimeCode.MaxTries - tried.Tries);
    }

    /// <summary>Whether the session that was opened by a letter's code goes on for a member with this address.</summary>
    public bool IsOpen(MessageId letter, string? address) =>
        Session is { } session && session.Letter == letter && session.Address == address;

    private Instant After(int limit, Duration window, Instant now) =>
        Sent.Length < limit ? now : Instant.Max(now, Sent[^limit] + window);
}
