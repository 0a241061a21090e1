using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>
/// What follows from a delivery report. That there is one proves that the provider took the message, whatever the row says: a claim
/// whose reply was lost is settled by it, so that nothing goes again. The same reports give the same, in any order.
/// </summary>
public static class Reports
{
    /// <summary>The member and the message's row from now on; null where nothing changes.</summary>
    /// <param name="message">As the row says it.</param>
    /// <param name="address">That it went to.</param>
    /// <param name="worst">The worst that was reported so far.</param>
    public static (OutreachState State, MessageChange Change, DeliveryStatus Worst)? Take(
        ProgramVersions versions,
        Member member,
        MessageChange message,
        string? address,
        DeliveryStatus? worst,
        DeliveryReport report,
        Instant now)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(report);
        if (worst >= report.Status)
        {
            // As bad as what is known; but of whom it is about there may be more to learn.
            return WithAddress(member.Outreach, member, address, report) is var learnt && learnt != member.Outreach
                ? (learnt, message, worst.Value)
                : null;
        }

        var status = StatusOf(report.Status);
        return (
            WithAddress(Sent(versions, member, message, now), member, address, report),
            message with { Status = status, Why = status == MessageStatus.Sent ? null : Why(report) },
            report.Status);
    }

    /// <summary>What staff read: it went, or it did not reach the member.</summary>
    private static MessageStatus StatusOf(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Expanded or DeliveryStatus.Delivered or DeliveryStatus.Quarantined => MessageStatus.Sent,
        DeliveryStatus.FilteredSpam or DeliveryStatus.Failed or DeliveryStatus.Bounced => MessageStatus.Failed,
        DeliveryStatus.Suppressed => MessageStatus.Suppressed,
        _ => throw new InvalidOperationException($"{status} is no status."),
    };

    private static OutreachState Sent(ProgramVersions versions, Member member, MessageChange message, Instant now)
    {
        var state = member.Outreach;
        var today = versions.Newest.Today(now);
        var zone = member.Profile.ZoneOr(versions.Newest.Zone);
        if (state.Claim is { } claim && claim.Id == message.Id)
        {
            return Messaging.Record(state, claim, new Delivery.Taken(), null, today, zone, now)!.Value.State;
        }

        // One that is sent again where it is not known whether it was, and was put off when it was to go again.
        return message.Occasion.Kind.IsSentAgain() && state.Deferred.Any(deferred => deferred.Id == message.Id)
            ? Effects.Count(
                Effects.Of(
                    state with { Deferred = state.Deferred.RemoveAll(deferred => deferred.Id == message.Id) },
                    message.Occasion,
                    about: null,
                    today,
                    now.InZone(zone).Date,
                    now),
                message.Occasion.Kind,
                now)
            : state;
    }

    /// <summary>An address is dead that is still the member's, and not that of somebody else on a list that they gave.</summary>
    private static OutreachState WithAddress(OutreachState state, Member member, string? address, DeliveryReport report) =>
        report.Status is DeliveryStatus.Bounced or DeliveryStatus.Suppressed
        && address is not null
        && address == member.Profile.Email
        && (report.Recipient is null || report.Recipient.Equals(address, StringComparison.OrdinalIgnoreCase))
            ? state with { DeadAddress = address }
            : state;

    private static string Why(DeliveryReport report) =>
        report.Details is { Length: > 0 } details ? $"{report.Status}: {details}" : report.Status.ToString();
}
