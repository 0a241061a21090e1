using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Portal.Timeline;

/// <summary>
/// All that happened to a member, out of their one partition. It reads the member's row and the rows of each kind, a thousand an answer
/// of the store: of most members all kinds together are fewer, and none has more than a history may hold. No range of keys bounds it: an
/// event lies by the id that its till gave to it, where the ledger finds doubles by one read, and not by its time. An index by time would
/// be a row more in each purchase's transaction, for what staff look at now and then: of 10,000 purchases a page takes a quarter of a
/// second.
/// </summary>
public sealed class MemberTimeline(IStore store, PublishedProgram program)
{
    internal async Task ReadAsync(Member member, Instant now, TimelinePage page, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(member.NewestVersion, cancellationToken);
        var today = versions.Newest.Today(now);
        await AddEventsAsync(member, versions, today, page, cancellationToken);
        await foreach (var row in RowsAsync(member, MemberKeys.RewardsFrom, MemberKeys.RewardsBelow, cancellationToken))
        {
            var reward = RewardRow.Read(row);
            if (!member.Has(reward))
            {
                continue;
            }

            var known = await program.VersionsAsync(reward.Version, cancellationToken);
            Add(page, TimelineItems.OfReward(row.Key, reward, known, now));
        }

        await foreach (var row in RowsAsync(member, MemberKeys.RedemptionsFrom, MemberKeys.RedemptionsBelow, cancellationToken))
        {
            Add(page, TimelineItems.OfRedemption(row.Key, RedemptionRow.Read(row), member.Id, now));
        }

        foreach (var number in member.Numbers)
        {
            await AddOfNumberAsync(number, page, cancellationToken);
        }

        await foreach (var row in RowsAsync(member, MemberKeys.GiftsFrom, MemberKeys.GiftsBelow, cancellationToken))
        {
            page.Add(TimelineItems.OfGift(row.Key, StoredGift.Read(row)));
        }

        await foreach (var row in RowsAsync(member, MemberKeys.MessagesFrom, MemberKeys.MessagesBelow, cancellationToken))
        {
            page.Add(TimelineItems.OfMessage(row.Key, MessageRow.Read(row)));
        }

        await foreach (var row in RowsAsync(member, MemberKeys.FeedbacksFrom, MemberKeys.FeedbacksBelow, cancellationToken))
        {
            Add(page, TimelineItems.OfFeedback(row.Key, FeedbackRow.Read(row)));
        }

        await foreach (var row in RowsAsync(member, MemberKeys.MergesFrom, MemberKeys.MergesBelow, cancellationToken))
        {
            Add(page, TimelineItems.OfMerge(row.Key, MergeRow.Read(row)));
        }
    }

    /// <summary>What stays with a number when it is merged.</summary>
    private async Task AddOfNumberAsync(MemberId number, TimelinePage page, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(number, MemberKeys.WithheldFrom, MemberKeys.WithheldBelow, cancellationToken))
        {
            page.Add(TimelineItems.OfWithheld($"{row.Key}@{number}", WithheldRow.Read(row)));
        }

        await foreach (var row in RowsAsync(number, MemberKeys.ConsentsFrom, MemberKeys.ConsentsBelow, cancellationToken))
        {
            page.Add(TimelineItems.OfConsent($"{row.Key}@{number}", ConsentRow.Read(row)));
        }

        await foreach (var row in RowsAsync(number, MemberKeys.AuditsFrom, MemberKeys.AuditsBelow, cancellationToken))
        {
            page.Add(TimelineItems.OfAudit($"{row.Key}@{number}", AuditRow.Read(row)));
        }
    }

    private async Task AddEventsAsync(
        Member member, ProgramVersions versions, LocalDate today, TimelinePage page, CancellationToken cancellationToken)
    {
        // A tier that was reached by a purchase comes after it; what lapses does so as the date begins.
        var changes = TierHistory.Of(versions, member.History, today).Changes;
        var at = changes.ToDictionary(change => change.On, change => versions.Newest.StartOf(change.On));
        var bought = changes.Where(change => change.Cause == TierChangeCause.Purchase).Select(change => change.On).ToHashSet();
        var numbers = member.Numbers;
        await foreach (var row in RowsAsync(member, MemberKeys.EventsFrom, MemberKeys.EventsBelow, cancellationToken))
        {
            var purchaseEvent = EventRow.Event(row, versions.Newest.Currency);
            if (!numbers.Contains(purchaseEvent.Member))
            {
                continue;
            }

            page.Add(TimelineItems.OfEvent(row, purchaseEvent));
            if (purchaseEvent is Purchase && EventRow.Date(row) is var date && bought.Contains(date))
            {
                at[date] = Instant.Max(at[date], purchaseEvent.At);
            }
        }

        foreach (var change in changes)
        {
            page.Add(TimelineItems.OfTier(change, at[change.On]));
        }
    }

    private IAsyncEnumerable<Row> RowsAsync(Member member, string from, string below, CancellationToken cancellationToken) =>
        RowsAsync(member.Id, from, below, cancellationToken);

    private IAsyncEnumerable<Row> RowsAsync(MemberId number, string from, string below, CancellationToken cancellationToken) =>
        store.ReadRangeAsync(Tables.Members, number.ToString(), from, below, cancellationToken);

    private static void Add(TimelinePage page, IEnumerable<TimelineItem> items)
    {
        foreach (var item in items)
        {
            page.Add(item);
        }
    }
}
