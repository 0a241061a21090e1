using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Explanations;

/// <summary>What a member is sent next, what waits and for what, and what keeps messages from them.</summary>
public static class MessagesExplanationJson
{
    internal static void WriteProperties(
        Utf8JsonWriter writer, ProgramVersions versions, Member member, Standing standing, Instant now)
    {
        var state = member.Outreach;
        var rules = standing.Version.Program.Messages;
        writer.WriteBoolean("hasAddress"u8, member.Profile.Email is not null);
        writer.WriteBoolean("addressIsDead"u8, member.Profile.Email is { } email && email == state.DeadAddress);
        writer.WriteStartObject("consent"u8);
        writer.WriteBoolean("granted"u8, member.Consent.IsGranted);
        WriteWord(writer, "byCustomer"u8, member.Consent.ByCustomer);
        WriteWord(writer, "byOthers"u8, member.Consent.ByOthers);
        writer.WriteEndObject();
        writer.WriteNumber("openComplaints"u8, state.Complaints.Length);
        WriteCap(writer, rules?.Cap, state, now);
        WriteSending(writer, state.Claim);
        writer.WriteStartArray("upcoming"u8);
        foreach (var message in Upcoming.Of(versions, member, standing, now))
        {
            WriteUpcoming(writer, message);
        }

        writer.WriteEndArray();
    }

    private static void WriteWord(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ConsentWord? word)
    {
        if (word is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteBoolean("granted"u8, word.Granted);
        Values.WriteInstant(writer, "at"u8, word.At);
        writer.WriteEndObject();
    }

    private static void WriteCap(Utf8JsonWriter writer, MessageCap? cap, OutreachState state, Instant now)
    {
        if (cap is null)
        {
            writer.WriteNull("cap"u8);
            return;
        }

        writer.WriteStartObject("cap"u8);
        writer.WriteNumber("max"u8, cap.Max);
        writer.WriteNumber("days"u8, cap.Days);
        writer.WriteNumber("used"u8, state.Sends.Count(at => at + Duration.FromDays(cap.Days) > now));
        writer.WriteEndObject();
    }

    private static void WriteSending(Utf8JsonWriter writer, Claim? claim)
    {
        if (claim is null)
        {
            writer.WriteNull("sending"u8);
            return;
        }

        writer.WriteStartObject("sending"u8);
        WriteOccasion(writer, claim.Occasion);
        Values.WriteInstant(writer, "claimedAt"u8, claim.ClaimedAt);
        Values.WriteInstant(writer, "leaseEnd"u8, claim.LeaseEnd);
        writer.WriteEndObject();
    }

    public static void WriteUpcoming(Utf8JsonWriter writer, UpcomingMessage message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        writer.WriteStartObject();
        WriteOccasion(writer, message.Occasion);
        Values.WriteInstant(writer, "due"u8, message.Due);
        Values.WriteInstant(writer, "until"u8, message.Until);
        Values.WriteInstant(writer, "from"u8, message.From);
        writer.WriteString("why"u8, message.Why);
        writer.WriteBoolean("heldOut"u8, message.HeldOut);
        writer.WriteString("code"u8, message.Reward?.ToString());
        writer.WriteString("reward"u8, message.Gift);
        writer.WriteEndObject();
    }

    private static void WriteOccasion(Utf8JsonWriter writer, Occasion occasion)
    {
        writer.WriteString("kind"u8, occasion.Kind.Name());
        writer.WriteString("occasion"u8, occasion.Id);
    }
}
