using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The row "member": profile, packed history, rewards, and a summary of the standing when it was last written, for
/// people who look and for lists; decisions read the history.</summary>
internal static class MemberRow
{
    /// <summary>Replaces the row that was read, or inserts the first one.</summary>
    public static Write Write(Row? before, Member member, Standing standing)
    {
        var fields = FieldsOf(member, standing);
        return before is null
            ? new Write.Insert(MemberKeys.Member, fields)
            : new Write.Replace(MemberKeys.Member, fields, before.ETag);
    }

    public static Member Read(Row row)
    {
        var fields = row.Fields;
        var rewards = fields.ReadChunks("rewards");
        return new()
        {
            Id = MemberId.Parse(row.Partition),
            Profile = new()
            {
                Name = fields.Text("name"),
                Email = fields.Text("email"),
                Phone = fields.Text("phone"),
                Card = fields.Text("card"),
                Locale = fields.Text("locale"),
                Zone = fields.Text("zone"),
                Birthday = Birthday.TryParse(fields.Text("birthday")),
                EnrolledAt = fields.Text("enrolledAt") is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null,
            },
            JudgedBy = (int)(fields.Number("version") ?? 0),
            History = History.Unpack(fields.ReadChunks("history")),
            Rewards = rewards.Length == 0
                ? Domain.Rewards.MemberRewards.None
                : JsonSerializer.Deserialize(rewards, StoredJson.Default.StoredRewards)!.ToRewards(fields.Number("owed") ?? 0),
        };
    }

    private static Fields FieldsOf(Member member, Standing standing)
    {
        var fields = new Fields
        {
            { "name", member.Profile.Name },
            { "email", member.Profile.Email },
            { "phone", member.Profile.Phone },
            { "card", member.Profile.Card },
            { "locale", member.Profile.Locale },
            { "zone", member.Profile.Zone },
            { "birthday", member.Profile.Birthday?.ToString() },
            { "enrolledAt", member.Profile.EnrolledAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null },
            { "version", standing.Version.Number },
            { "asOf", LocalDatePattern.Iso.Format(standing.Date) },
            { "tier", standing.Tier.Id },
            { "tierUntil", standing.TierUntil is { } until ? LocalDatePattern.Iso.Format(until) : null },
            { "lifetimeSpend", standing.LifetimeSpend },
            { "lifetimeVisits", standing.LifetimeVisits },
            { "lastDate", member.History.LastDate is { } last ? LocalDatePattern.Iso.Format(last) : null },
            { "owed", member.Rewards.Owed == 0 ? null : member.Rewards.Owed },
        };
        fields.AddChunks("history", member.History.Pack());
        if (!member.Rewards.Issued.IsEmpty)
        {
            var rewards = StoredRewards.Of(member.Rewards);
            fields.AddChunks("rewards", JsonSerializer.SerializeToUtf8Bytes(rewards, StoredJson.Default.StoredRewards));
        }

        return fields;
    }
}
