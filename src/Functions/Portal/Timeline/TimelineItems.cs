using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Timeline;

/// <summary>What a member's rows say happened.</summary>
internal static class TimelineItems
{
    public static TimelineItem OfEvent(Row row, PurchaseEvent purchaseEvent) => new(
        purchaseEvent.At,
        row.Key,
        purchaseEvent switch { Purchase => "purchase", Refund => "refund", _ => "void" },
        writer =>
        {
            writer.WriteString("date", row.Fields.Text("date"));
            writer.WriteString("receivedAt", row.Fields.Text("receivedAt"));
            writer.WritePropertyName("event");
            writer.WriteRawValue(row.Fields.ReadChunks("event"));
        });

    public static TimelineItem OfTier(TierChange change, Instant at) => new(
        at,
        $"tier:{LocalDatePattern.Iso.Format(change.On)}",
        "tier",
        writer =>
        {
            writer.WriteString("date", LocalDatePattern.Iso.Format(change.On));
            writer.WriteString("from", change.From.Id);
            writer.WriteString("to", change.To.Id);
            writer.WriteString("cause", change.Cause.ToString().ToLowerInvariant());
            writer.WriteNumber("version", change.Version.Number);
        });

    public static IEnumerable<TimelineItem> OfReward(string key, Reward reward, ProgramVersions versions, Instant now)
    {
        yield return Item(reward.IssuedAt, "issued");
        if (reward.State is RewardState.Revoked { At: var revoked })
        {
            yield return Item(revoked, "revoked");
        }
        else if (reward.StatusAt(now, versions.Newest.Today(now)) == RewardStatus.Expired)
        {
            yield return Item(versions.Newest.StartOf(reward.ExpiresOn.PlusDays(1)), "expired");
        }

        TimelineItem Item(Instant at, string became) => new(at, $"{key}:{became}", "reward", writer =>
        {
            writer.WriteString("became", became);
            writer.WriteString("key", reward.Key.ToString());
            writer.WriteNumber("version", reward.Version);
            writer.WritePropertyName("reward");
            RewardJson.Write(writer, reward, versions, now);
        });
    }

    /// <summary>What tills did with a reward, and what a refund undid. That a hold ended by itself is no fact of its own: the hold
    /// says until when it was.</summary>
    public static IEnumerable<TimelineItem> OfRedemption(string key, Redemption redemption, MemberId member, Instant now)
    {
        var facts = new (Instant? At, string Became)[]
        {
            (redemption.HeldUntil is null ? null : redemption.At, "held"),
            (redemption.RedeemedAt, "redeemed"),
            (redemption.CancelledAt, "cancelled"),
            (redemption.ReopenedAt, "reopened"),
        };
        return
            from fact in facts
            let at = fact.At
            where at is not null
            select new TimelineItem(at.Value, $"{key}:{fact.Became}", "redemption", writer =>
            {
                writer.WriteString("became", fact.Became);
                writer.WritePropertyName("redemption");
                RedemptionJson.Write(writer, redemption, member, now);
            });
    }

    public static TimelineItem OfWithheld(string key, WithheldReward withheld) =>
        new(withheld.At, key, "withheld", writer => WithheldJson.WriteProperties(writer, withheld));

    public static TimelineItem OfGift(string key, StoredGift gift) => new(gift.At, key, "gift", writer => WriteGift(writer, gift));

    public static void WriteGift(Utf8JsonWriter writer, StoredGift gift)
    {
        writer.WriteString("id", gift.Id.ToString());
        writer.WriteString("reward", gift.Reward);
        writer.WriteString("code", gift.Code.ToString());
        writer.WriteString("reason", gift.Reason);
        writer.WriteString("by", gift.By);
    }

    public static TimelineItem OfMessage(string key, StoredMessage message) => new(
        message.SentAt ?? message.DecidedAt, key, "message", writer => WriteMessage(writer, message));

    public static void WriteMessage(Utf8JsonWriter writer, StoredMessage message)
    {
        writer.WriteString("id", message.Id.ToString());
        writer.WriteString("kind", message.Occasion.Kind.Name());
        writer.WriteString("occasion", message.Occasion.Id);
        var status = message.Status.ToString();
        writer.WriteString("status", char.ToLowerInvariant(status[0]) + status[1..]);
        writer.WriteString("decidedAt", InstantPattern.ExtendedIso.Format(message.DecidedAt));
        writer.WriteString("sentAt", message.SentAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
        writer.WriteString("subject", message.Subject);
        writer.WriteString("reward", message.Reward?.ToString());
        writer.WriteString("why", message.Why);
        writer.WriteString("report", message.Report);
    }

    public static IEnumerable<TimelineItem> OfFeedback(string key, Feedback feedback)
    {
        foreach (var (entry, place) in feedback.Entries.Select((entry, place) => (entry, place)))
        {
            yield return new(entry.At, $"{key}:{place}", "feedback", writer =>
            {
                writer.WriteString("id", feedback.Message.ToString());
                writer.WriteString("kind", feedback.Kind.Name());
                writer.WriteNumber("mark", entry.Mark.Value);
                writer.WriteString("comment", entry.Comment);
                writer.WriteBoolean("complaint", entry.OpenedAt is not null);
            });
            if (entry.Answer is { } answer)
            {
                yield return new(answer.At, $"{key}:{place}:answer", "answer", writer =>
                {
                    writer.WriteString("id", feedback.Message.ToString());
                    writer.WriteString("text", answer.Text);
                    writer.WriteString("by", answer.By);
                    writer.WriteString("reward", answer.Reward);
                    writer.WriteString("code", answer.Code?.ToString());
                });
            }
        }
    }

    /// <summary>That a number was merged into the member, and that this was undone.</summary>
    public static IEnumerable<TimelineItem> OfMerge(string key, MergeRow merge)
    {
        yield return Item(merge.At, "merged");
        if (merge.UndoneAt is { } undone)
        {
            yield return Item(undone, "undone");
        }

        TimelineItem Item(Instant at, string became) => new(at, $"{key}:{became}", "merge", writer =>
        {
            writer.WriteString("became", became);
            writer.WriteStartObject("merge");
            MergeAnswers.Write(writer, merge);
            writer.WriteEndObject();
        });
    }

    public static TimelineItem OfConsent(string key, ConsentFact fact) => new(
        fact.At,
        key,
        "consent",
        writer =>
        {
            writer.WriteBoolean("byCustomer", fact.ByCustomer);
            writer.WriteString("channel", ConsentFact.Channel);
            writer.WriteBoolean("granted", fact.Granted);
            writer.WriteString("wording", fact.Wording);
            writer.WriteString("recordedBy", fact.RecordedBy);
        });

    public static TimelineItem OfAudit(string key, AuditFact fact) => new(fact.At, key, "audit", writer => WriteAudit(writer, fact));

    public static void WriteAudit(Utf8JsonWriter writer, AuditFact fact)
    {
        writer.WriteString("act", JsonNamingPolicy.CamelCase.ConvertName(fact.Act.ToString()));
        writer.WriteString("by", fact.By);
        writer.WriteBoolean("byCustomer", fact.ByCustomer);
        writer.WriteString("about", fact.About);
    }
}
