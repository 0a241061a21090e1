using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The row "member": profile, packed history, rewards, and a summary of the standing when it was last written, for
/// people who look and for lists; decisions read the history. What concerns messages is one JSON text.</summary>
internal static class MemberRow
{
    private const char Between = ' ';

    private static readonly StoredOutreach Nothing = new();
    private static readonly string[] OfMergedInto = ["mergedInto", "merge", "mergeState"];

    /// <summary>Replaces the row that was read, or inserts the first one.</summary>
    public static Write Write(Row? before, Member member, Standing standing)
    {
        var fields = FieldsOf(member, standing);
        return before is null
            ? new Write.Insert(MemberKeys.Member, fields)
            : new Write.Replace(MemberKeys.Member, fields, before.ETag);
    }

    /// <summary>Whether all that the row still says is that the member is being erased: whoever reads it has no member.</summary>
    public static bool IsErasing(Row row) => row.Fields.Flag("erasing") ?? false;

    /// <summary>What is left of the row while the others are taken out: when timers meant to look, so that their hints go, too, and
    /// the numbers that are erased with the member.</summary>
    public static Fields Erasing(Member member)
    {
        var others = member.Numbers.Skip(1).ToList();
        var fields = new Fields
        {
            { "erasing", true },
            { "numbers", others.Count == 0 ? null : string.Join(Between, others) },
            { "isNumber", member.MergedInto is null ? null : true },
        };
        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            fields.Add($"hint{sweep}", Text(member.Hints[sweep]));
        }

        return fields;
    }

    public static IReadOnlyList<MemberId> ErasingNumbers(Row row) =>
        row.Fields.Text("numbers") is { } numbers ? [.. numbers.Split(Between).Select(MemberId.Parse)] : [];

    /// <summary>Whether the row is of a number that was merged into another member.</summary>
    public static bool IsErasingNumber(Row row) => row.Fields.Flag("isNumber") ?? false;

    public static Looks ErasingHints(Row row) => Enum.GetValues<Sweep>().Aggregate(
        Looks.None, (hints, sweep) => hints.With(sweep, At(row.Fields, $"hint{sweep}")));

    public static Member Read(Row row) => Read(row, HistoryOf(row), RewardsOf(row));

    /// <summary>The packed history; a <see cref="FormatException"/> where the bytes are damaged.</summary>
    public static History HistoryOf(Row row) => History.Unpack(row.Fields.ReadChunks("history"));

    public static MemberRewards RewardsOf(Row row) => row.Fields.ReadChunks("rewards") is { Length: > 0 } rewards
        ? JsonSerializer.Deserialize(rewards, StoredJson.Default.StoredRewards)!.ToRewards(row.Fields.Number("owed") ?? 0)
        : MemberRewards.None;

    /// <summary>The member with a history and rewards that need not be the row's.</summary>
    public static Member Read(Row row, History history, MemberRewards rewards)
    {
        var fields = row.Fields;
        var outreach = fields.ReadChunks("outreach") is { Length: > 0 } json
            ? JsonSerializer.Deserialize(json, StoredJson.Default.StoredOutreach)!
            : Nothing;
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
                BirthdaySince = At(fields, "birthdaySince"),
                EnrolledAt = At(fields, "enrolledAt"),
            },
            Consent = outreach.ToConsent(),
            Outreach = outreach.ToState(),
            Hints = outreach.ToHints(),
            Listed = fields.Number("listed") ?? 0,
            SeenAt = At(fields, "seenAt"),
            JudgedBy = (int)(fields.Number("known") ?? fields.Number("version") ?? 0),
            History = history,
            MergedInto = MergedIntoOf(row),
            Merged = fields.ReadChunks("merged") is { Length: > 0 } merged
                ? [.. JsonSerializer.Deserialize(merged, StoredJson.Default.StoredMergeArray)!.Select(stored => stored.ToMerged())]
                : [],
            HasJointLedger = fields.Flag("joint") ?? false,
            Rewards = rewards,
        };
    }

    /// <summary>Whether it was written by who also leaves hints for the lines under which staff find members: before that, nobody did.
    /// </summary>
    public static bool KnowsFinder(Row row) => row.Fields.Number("listed") is not null;

    /// <summary>Where the member is found since the number was merged; null for one that lives.</summary>
    public static MergedInto? MergedIntoOf(Row row) => row.Fields.Text("mergedInto") is { } into
        ? new(
            MemberId.Parse(into), MergeId.Parse(row.Fields.Text("merge")!), Enum.Parse<MergeState>(row.Fields.Text("mergeState")!))
        : null;

    /// <summary>The row as it is, but for how far its number is merged; null for one that lives.</summary>
    public static Write Write(Row before, MergedInto? into)
    {
        var fields = FieldsOf(into);
        foreach (var field in before.Fields.Where(field => !OfMergedInto.Contains(field.Key)))
        {
            fields.Add(field);
        }

        return new Write.Replace(MemberKeys.Member, fields, before.ETag);
    }

    private static Fields FieldsOf(MergedInto? into) => new()
    {
        { "mergedInto", into?.Into.ToString() },
        { "merge", into?.Merge.ToString() },
        { "mergeState", into?.State.ToString() },
    };

    private static Instant? At(Fields fields, string name) =>
        fields.Text(name) is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null;

    private static string? Text(Instant? at) => at is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    /// <summary>The date on which the summary was true; null where the row has none that can be read.</summary>
    public static LocalDate? AsOf(Row row) =>
        row.Fields.Text("asOf") is { } text && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date : null;

    /// <summary>What the row says of a standing.</summary>
    public static Fields Summary(Member member, Standing standing) => new()
    {
        { "version", standing.Version.Number },
        { "tier", standing.Tier.Id },
        { "tierUntil", standing.TierUntil is { } until ? LocalDatePattern.Iso.Format(until) : null },
        { "lifetimeSpend", standing.LifetimeSpend },
        { "lifetimeVisits", standing.LifetimeVisits },
        { "lastDate", member.History.LastDate is { } last ? LocalDatePattern.Iso.Format(last) : null },
    };

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
            { "birthdaySince", Text(member.Profile.BirthdaySince) },
            { "enrolledAt", Text(member.Profile.EnrolledAt) },
            { "seenAt", Text(member.SeenAt) },
            { "known", member.JudgedBy },
            { "listed", member.Listed },
            { "asOf", LocalDatePattern.Iso.Format(standing.Date) },
            { "owed", member.Rewards.Owed == 0 ? null : member.Rewards.Owed },
            { "joint", member.HasJointLedger ? true : null },
        };
        foreach (var field in Summary(member, standing).Concat(FieldsOf(member.MergedInto)))
        {
            fields.Add(field);
        }

        fields.AddChunks("history", member.History.Pack());
        if (StoredOutreach.Of(member) is var outreach && outreach != Nothing)
        {
            fields.AddChunks("outreach", JsonSerializer.SerializeToUtf8Bytes(outreach, StoredJson.Default.StoredOutreach));
        }

        if (!member.Merged.IsEmpty)
        {
            var merged = member.Merged.Select(StoredMerge.Of).ToArray();
            fields.AddChunks("merged", JsonSerializer.SerializeToUtf8Bytes(merged, StoredJson.Default.StoredMergeArray));
        }

        if (!member.Rewards.Issued.IsEmpty || !member.Rewards.Open.IsEmpty || !member.Rewards.Withheld.IsEmpty
            || !member.Rewards.Monthly.Issued.IsEmpty)
        {
            var rewards = StoredRewards.Of(member.Rewards);
            fields.AddChunks("rewards", JsonSerializer.SerializeToUtf8Bytes(rewards, StoredJson.Default.StoredRewards));
        }

        return fields;
    }
}
