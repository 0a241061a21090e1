using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>The rows of messages as they are after a look.</summary>
public sealed class MessageRows(IStore store)
{
    private const string LookupKey = "message";
    private const string MemberField = "member";

    /// <summary>Whose message was claimed under an id; null where none of ours was.</summary>
    internal async Task<MemberId?> MemberOfAsync(MessageId id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Tables.Messages, id.ToString(), LookupKey, cancellationToken))?.Fields.Text(MemberField) is { } member
            ? MemberId.Parse(member)
            : null;

    /// <summary>Writes anew whose a message is.</summary>
    internal Task RestoreAsync(MessageId id, MemberId member, CancellationToken cancellationToken) =>
        store.CommitAsync(Tables.Messages, id.ToString(), [new Write.Put(LookupKey, FieldsOf(member))], cancellationToken);

    /// <summary>Takes out whose a message is, once the member is erased.</summary>
    internal Task ForgetAsync(string id, CancellationToken cancellationToken) =>
        store.DeleteAsync(Tables.Messages, id, LookupKey, cancellationToken);

    internal async Task<StoredMessage?> ReadAsync(MemberId member, MessageId id, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Message(id), cancellationToken) is { } row
            ? MessageRow.Read(row)
            : null;

    /// <summary>What the member's transaction writes. A claimed message is findable before, so that a report on it finds the member:
    /// one that is then not claimed is harmless.</summary>
    /// <param name="recorded">What became of the letter that was sent.</param>
    /// <param name="letter">What is claimed now.</param>
    internal async Task<IReadOnlyList<Write>> WriteAsync(
        Member before,
        MessageChange? recorded,
        Judgement judgement,
        Letter? letter,
        Instant now,
        CancellationToken cancellationToken)
    {
        if (letter is not null)
        {
            var insert = new Write.Insert(LookupKey, FieldsOf(before.Id));
            await store.CommitAsync(Tables.Messages, letter.Claim.Id.ToString(), [insert], cancellationToken);
        }

        // What was decided after it was recorded counts.
        var changes = new Dictionary<MessageId, MessageChange>();
        foreach (var change in judgement.Messages.Prepend(recorded).OfType<MessageChange>())
        {
            changes[change.Id] = change;
        }

        var writes = new List<Write>(changes.Count);
        foreach (var change in changes.Values)
        {
            var message = StoredMessage.Of(change, judgement.After.JudgedBy);
            if (change.Id == before.Outreach.Claim?.Id && await ReadAsync(before.Id, change.Id, cancellationToken) is { } claimed)
            {
                // A report on it may have come meanwhile.
                message = message with { To = claimed.To, Subject = claimed.Subject, Report = claimed.Report, SentAt = claimed.SentAt };
            }

            if (change.Id == letter?.Claim.Id)
            {
                message = message with { To = letter.Email?.To, Subject = letter.Email?.Subject };
            }

            writes.Add(MessageRow.Write(change.Status == MessageStatus.Sent ? message with { SentAt = message.SentAt ?? now } : message));
        }

        return writes;
    }

    private static Fields FieldsOf(MemberId member) => new() { { MemberField, member.ToString() } };
}
