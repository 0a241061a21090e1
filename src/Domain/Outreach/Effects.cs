using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What the state remembers of an occasion that has had its message, so that it never has another.</summary>
internal static class Effects
{
    private const int SendsKept = 100;

    /// <param name="today">In the program's zone.</param>
    /// <param name="localToday">In the member's zone.</param>
    public static OutreachState Of(
        OutreachState state, Occasion occasion, string? about, LocalDate today, LocalDate localToday, Instant now) =>
        occasion.Kind switch
        {
            MessageKind.Answer => state with
            {
                Answers = state.Answers.RemoveAll(answer => answer.Occasion == occasion),
            },
            MessageKind.TierUpgrade or MessageKind.TierExpiring or MessageKind.AlmostThere =>
                TierMessages.Tell(state, occasion, today),
            MessageKind.RewardExpiring => state with
            {
                Reminded = RewardCode.TryParse(occasion.Id) is { } code ? state.Reminded.Add(code) : state.Reminded,
            },
            MessageKind.Birthday => state with
            {
                GreetedYear = int.Parse(occasion.Id, CultureInfo.InvariantCulture),
            },
            MessageKind.WinBack => WinBackOffers.Take(state, occasion, localToday),
            MessageKind.ThankYou => ThankYouNotes.Thank(state, about!, now),
            MessageKind.Welcome => state with { Welcomed = true },
            MessageKind.Activation => state with { Activated = true },
            _ => throw new InvalidOperationException($"{occasion.Kind} is no kind."),
        };

    /// <summary>The state with a message that counts against the cap; an answer does not.</summary>
    public static OutreachState Count(OutreachState state, MessageKind kind, Instant at)
    {
        if (kind == MessageKind.Answer)
        {
            return state;
        }

        return state with { Sends = Kept(state.Sends.Add(at).Sort()) };
    }

    /// <summary>The last of some that rise, as many as any cap can ask about.</summary>
    public static ImmutableArray<Instant> Kept(ImmutableArray<Instant> sends) =>
        sends.Length > SendsKept ? sends.RemoveRange(0, sends.Length - SendsKept) : sends;

    /// <summary>The first instant from one on at which the cap allows a message.</summary>
    public static Instant CapAllows(OutreachState state, MessageCap? cap, Instant from)
    {
        if (cap is null || state.Sends.Length < cap.Max)
        {
            return from;
        }

        var freed = state.Sends[state.Sends.Length - cap.Max] + Duration.FromDays(cap.Days);
        return Instant.Max(from, freed);
    }
}
