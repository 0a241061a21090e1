using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Portal.Timeline;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Members;
using Loyalty.Wire.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Exports;

/// <summary>The rows of a member's partition in an export, a list for each kind. What a row has for programs alone, hashes and packed
/// sums, is left out: it says nothing that others do not say.</summary>
internal sealed class ExportedRows(Utf8JsonWriter writer, MemberId member, ProgramVersions versions, Instant now)
{
    private static readonly string[] Kinds =
    [
        "event", "refunds", "reward", "redemption", "withheld", "gift", "message", "letter", "card", "feedback", "consent", "lookup",
        "audit", "merge",
    ];

    /// <summary>What stands before the first colon of a key.</summary>
    public static string KindOf(string key) =>
        key.Split(':')[0] is var kind && Kinds.Contains(kind) ? kind
        : throw new InvalidOperationException($"An export does not know rows of the kind {kind}.");

    public void Write(ILookup<string, Row> kinds)
    {
        List("consents", kinds["consent"], Consent);
        List("events", kinds["event"], Event);
        // What refunds took from a purchase follows from the events; what was used on it does not.
        List("usedOn", kinds["refunds"], UsedOn);
        var uses = kinds["redemption"].Select(RedemptionRow.Read).ToLookup(redemption => redemption.Code);
        List("rewards", kinds["reward"], row => Reward(RewardRow.Read(row), uses));
        List("withheld", kinds["withheld"], Withheld);
        List("gifts", kinds["gift"], Gift);
        List("messages", kinds["message"], Message);
        List("codeLetters", kinds["letter"], Letter);
        List("cardAccess", kinds["card"], row => Access(CardRow.Read(row)));
        List("feedback", kinds["feedback"], row => Feedback(FeedbackRow.Read(row)));
        List("lookups", kinds["lookup"], row => writer.WriteString("kind", row.Fields.Text("kind")));
        List("audit", kinds["audit"], Audit);
        List("merges", kinds["merge"], row => MergeAnswers.Write(writer, MergeRow.Read(row)));
    }

    private void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Consent(Row row)
    {
        var fact = ConsentRow.Read(row);
        ConsentJson.WriteProperties(writer, fact);
        writer.WriteBoolean("byCustomer", fact.ByCustomer);
        writer.WriteString("recordedAt", row.Fields.Text("recordedAt"));
    }

    private void Event(Row row)
    {
        writer.WriteString("date", row.Fields.Text("date"));
        writer.WriteString("receivedAt", row.Fields.Text("receivedAt"));
        writer.WriteNumber("version", row.Fields.Number("version")!.Value);
        writer.WritePropertyName("event");
        writer.WriteRawValue(row.Fields.ReadChunks("event"));
    }

    private void UsedOn(Row row)
    {
        writer.WriteString("purchase", row.Key[MemberKeys.RefundsFrom.Length..]);
        List("rewards", RefundsRow.ReadUsed(row), used =>
        {
            writer.WriteString("code", used.Code.ToString());
            writer.WriteString("redemption", used.Redemption.ToString());
        });
    }

    private void Reward(Reward reward, ILookup<RewardCode, Redemption> uses)
    {
        RewardJson.WriteProperties(writer, reward, versions, now);
        writer.WriteString("key", reward.Key.ToString());
        writer.WriteString("earnedOn", LocalDatePattern.Iso.Format(reward.EarnedOn));
        writer.WriteNumber("version", reward.Version);
        writer.WriteBoolean("reminded", reward.Reminded);
        Time("revokedAt", reward.State is RewardState.Revoked { At: var revoked } ? revoked : null);
        writer.WriteStartArray("redemptions");
        foreach (var redemption in uses[reward.Code])
        {
            RedemptionJson.Write(writer, redemption, member, now);
        }

        writer.WriteEndArray();
    }

    private void Withheld(Row row)
    {
        var withheld = WithheldRow.Read(row);
        Time("at", withheld.At);
        WithheldJson.WriteProperties(writer, withheld);
    }

    private void Gift(Row row)
    {
        var gift = StoredGift.Read(row);
        writer.WriteString("id", gift.Id.ToString());
        Time("at", gift.At);
        writer.WriteString("reward", gift.Reward);
        writer.WriteString("code", gift.Code.ToString());
        writer.WriteString("reason", gift.Reason);
        writer.WriteString("by", gift.By);
    }

    private void Message(Row row)
    {
        var message = MessageRow.Read(row);
        TimelineItems.WriteMessage(writer, message);
        writer.WriteString("to", message.To);
        writer.WriteNumber("version", message.Version);
    }

    private void Letter(Row row)
    {
        writer.WriteString("id", row.Key[MemberKeys.LettersFrom.Length..]);
        writer.WriteString("sentAt", row.Fields.Text("sentAt"));
        writer.WriteString("to", row.Fields.Text("to"));
        writer.WriteBoolean("isNewAddress", row.Fields.Flag("isNewAddress")!.Value);
    }

    // The code itself nobody has, and its hash is no business of anybody's.
    private void Access(Domain.Members.CardAccess access)
    {
        writer.WriteString("letter", access.Code?.Letter.ToString());
        writer.WriteString("address", access.Code?.Address);
        writer.WriteNumber("tries", access.Code?.Tries ?? 0);
        writer.WriteString("sessionLetter", access.Session?.Letter.ToString());
        writer.WriteString("sessionAddress", access.Session?.Address);
        writer.WriteStartArray("sent");
        foreach (var at in access.Sent)
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(at));
        }

        writer.WriteEndArray();
    }

    private void Feedback(Feedback feedback)
    {
        writer.WriteString("message", feedback.Message.ToString());
        writer.WriteString("kind", feedback.Kind.Name());
        writer.WriteString("status", feedback.Status.ToString().ToLowerInvariant());
        List("entries", feedback.Entries, entry =>
        {
            FeedbackJson.WriteSaid(writer, entry);
            Time("openedAt", entry.OpenedAt);
            FeedbackJson.WriteAnswer(writer, entry.Answer);
        });
    }

    private void Audit(Row row)
    {
        var fact = AuditRow.Read(row);
        Time("at", fact.At);
        TimelineItems.WriteAudit(writer, fact);
    }

    private void Time(string name, Instant? at) =>
        writer.WriteString(name, at is { } known ? InstantPattern.ExtendedIso.Format(known) : null);
}
