using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>New events of a member who has several numbers, counted with all that the ledger has: what a refund takes from, and
/// whether an event is the same as one of another number, follows from the whole of it.</summary>
internal static class JointTallying
{
    /// <param name="used">The rewards that were used on each purchase that the events name.</param>
    public static Tally Of(
        Member member,
        IReadOnlyCollection<DatedEvent> stored,
        IReadOnlyCollection<ReceivedEvent> arriving,
        IReadOnlyDictionary<EventId, ImmutableArray<UsedReward>> used,
        ProgramVersions versions,
        Instant now)
    {
        List<ReceivedEvent> counted = [.. arriving];
        var joint = Of(stored, counted, versions);
        if (joint.History.IsTooLarge)
        {
            counted.Clear();
            foreach (var received in arriving)
            {
                counted.Add(received);
                if (Of(stored, counted, versions).History.IsTooLarge)
                {
                    counted.Remove(received);
                }
            }

            joint = Of(stored, counted, versions);
        }

        var concerned = counted.Select(received => received.Event.TakesFrom ?? received.Event.Id).ToHashSet();
        return new(
            joint.History,
            RecentPurchases.With(
                member.Outreach, joint.Purchases.Where(one => concerned.Contains(one.Purchase.Id)), versions, now),
            arriving.Except(counted).Select(received => received.Event.Id).ToHashSet(),
            [.. counted.Select(received => Write(member.Id, received, versions, now))],
            [.. used.Where(use => concerned.Contains(use.Key) && IsBack(joint, use.Key, versions)).SelectMany(use => use.Value)],
            counted.Max(received => (Instant?)received.Event.At));
    }

    private static JointLedger Of(
        IEnumerable<DatedEvent> stored, IEnumerable<ReceivedEvent> counted, ProgramVersions versions) =>
        JointLedger.Of(stored.Concat(counted.Select(received => new DatedEvent(received.Event, DateOf(received.Event, versions)))));

    private static Storage.Write Write(MemberId member, ReceivedEvent received, ProgramVersions versions, Instant now)
    {
        var date = DateOf(received.Event, versions);
        return EventRow.Write(member, received.Event, received.Json, received.Hash, date, versions.On(date).Number, now);
    }

    private static LocalDate DateOf(PurchaseEvent purchaseEvent, ProgramVersions versions) =>
        versions.Newest.DateAt(purchaseEvent.Store, purchaseEvent.At);

    private static bool IsBack(JointLedger joint, EventId purchase, ProgramVersions versions)
    {
        var counted = joint.Find(purchase);
        return Reopening.IsDue(
            counted, counted?.Refunds ?? joint.History.Waiting.GetValueOrDefault(purchase) ?? Refunds.None, versions);
    }
}
