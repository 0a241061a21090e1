using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Portal.Complaints;

/// <summary>
/// Finds complaints without going through the members. A row is written before the member's transaction and taken out after it, so
/// that no open complaint is ever missed; what a crash or a lost race leaves is passed over, since the member's partition alone says
/// what is so.
/// </summary>
public sealed class ComplaintList(IStore store)
{
    // A page is short and has a next one where so many rows lead to nothing.
    private const int MostLookedAt = 1_000;

    private const string Member = "member";
    private const string First = "0";
    private const string Below = "~";

    /// <summary>Written before the complaint is opened.</summary>
    internal Task OpenAsync(MemberId member, MessageId message, Instant openedAt, CancellationToken cancellationToken) =>
        InsertAsync(ComplaintKeys.Open, ComplaintKeys.OfOpen(message, openedAt), member, cancellationToken);

    /// <summary>Written before the answer is recorded.</summary>
    internal Task AnswerAsync(MemberId member, MessageId message, Instant answeredAt, CancellationToken cancellationToken) =>
        InsertAsync(ComplaintKeys.Answered, ComplaintKeys.OfAnswered(message, answeredAt), member, cancellationToken);

    /// <summary>Takes a complaint out once it is no longer open; done again it does nothing.</summary>
    internal async Task CloseAsync(MessageId message, Instant openedAt, CancellationToken cancellationToken)
    {
        var key = ComplaintKeys.OfOpen(message, openedAt);
        if (await store.ReadAsync(Tables.Complaints, ComplaintKeys.Open, key, cancellationToken) is { } row)
        {
            await store.CommitAsync(Tables.Complaints, ComplaintKeys.Open, [new Write.Delete(key, row.ETag)], cancellationToken);
        }
    }

    /// <summary>Takes out all that leads to what a customer said, once the member is erased.</summary>
    internal async Task ForgetAsync(Feedback feedback, CancellationToken cancellationToken)
    {
        foreach (var entry in feedback.Entries)
        {
            if (entry.OpenedAt is { } openedAt)
            {
                var key = ComplaintKeys.OfOpen(feedback.Message, openedAt);
                await store.DeleteAsync(Tables.Complaints, ComplaintKeys.Open, key, cancellationToken);
            }

            if (entry.Answer is { At: var answeredAt })
            {
                var key = ComplaintKeys.OfAnswered(feedback.Message, answeredAt);
                await store.DeleteAsync(Tables.Complaints, ComplaintKeys.Answered, key, cancellationToken);
            }
        }
    }

    /// <param name="after">The key after which the page begins; null for the first page.</param>
    /// <returns>The page, and the key after which the next one begins; null where there is none.</returns>
    internal async Task<(ImmutableArray<Complaint> Page, string? Next)> ReadAsync(
        string partition, string? after, int take, CancellationToken cancellationToken)
    {
        var page = ImmutableArray.CreateBuilder<Complaint>();
        var last = "";
        var lookedAt = 0;
        // The character after which every other comes, so that the row itself is left out.
        var from = after is null ? First : $"{after}!";
        await foreach (var row in store.ReadRangeAsync(Tables.Complaints, partition, from, Below, cancellationToken))
        {
            if (page.Count == take || lookedAt++ == MostLookedAt)
            {
                return (page.DrainToImmutable(), last);
            }

            last = row.Key;
            var member = MemberId.Parse(row.Fields.Text(Member)!);
            var key = MemberKeys.Feedback(ComplaintKeys.MessageOf(row.Key));
            var complaint = await FindAsync(member, key, partition, row, cancellationToken);
            if (complaint is null
                && await store.FindMemberAsync(member, toChange: false, cancellationToken) is var (kept, _) && kept != member)
            {
                // The number was merged, and its feedback goes on there.
                complaint = await FindAsync(kept, key, partition, row, cancellationToken);
            }

            if (complaint is not null)
            {
                page.Add(complaint);
            }
        }

        return (page.DrainToImmutable(), null);
    }

    private async Task<Complaint?> FindAsync(
        MemberId member, string key, string partition, Row row, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, member.ToString(), key, cancellationToken) is { } found
        && FeedbackRow.Read(found) is var feedback
        && ComplaintKeys.Find(partition, row.Key, feedback) is { } entry
            ? new(row.Key, member, feedback, entry)
            : null;

    // Where it is there already, an attempt before has written it.
    private Task<CommitResult> InsertAsync(string partition, string key, MemberId member, CancellationToken cancellationToken) =>
        store.CommitAsync(
            Tables.Complaints, partition, [new Write.Insert(key, new Fields { { Member, member.ToString() } })], cancellationToken);
}
