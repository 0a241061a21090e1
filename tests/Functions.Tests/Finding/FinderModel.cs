using System.Globalization;
using System.Text.Json;
using Loyalty.Domain.Members;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Finding;

/// <summary>Finds members by going over all of them: what a finder must answer, however it does it.</summary>
internal static class FinderModel
{
    /// <summary>A member as a list shows them.</summary>
    public sealed record Seen(
        string Member, Profile Profile, string Tier, LocalDate? LastVisit, long Spend, int Visits, long LifetimeSpend);

    public sealed record Query(
        string? Typed, string? Tier, LocalDate? VisitedFrom, LocalDate? VisitedTo, long? SpendFrom, long? SpendTo, string Sort, bool Down)
    {
        /// <summary>As an address has it.</summary>
        public string Text => string.Join('&', new (string Name, string? Value)[]
        {
            ("q", Typed), ("tier", Tier), ("visitedFrom", Iso(VisitedFrom)), ("visitedTo", Iso(VisitedTo)),
            ("spendFrom", SpendFrom?.ToString(CultureInfo.InvariantCulture)), ("spendTo", SpendTo?.ToString(CultureInfo.InvariantCulture)),
            ("sort", Sort), ("order", Down ? "desc" : "asc"),
        }.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
    }

    public static IReadOnlyList<Seen> Answer(IEnumerable<Seen> all, Query query)
    {
        var found = all.Where(seen =>
            (query.Typed is null || Says(seen, query.Typed))
            && (query.Tier is null || seen.Tier == query.Tier)
            && (query.VisitedFrom is null || seen.LastVisit >= query.VisitedFrom)
            && (query.VisitedTo is null || seen.LastVisit <= query.VisitedTo)
            && (query.SpendFrom is null || seen.Spend >= query.SpendFrom)
            && (query.SpendTo is null || seen.Spend <= query.SpendTo));
        var rising = found
            .OrderBy(seen => query.Sort switch
            {
                "lastVisit" => Iso(seen.LastVisit) ?? "",
                "spend" => seen.Spend.ToString("D19", CultureInfo.InvariantCulture),
                "name" => Plain(seen.Profile.Name ?? "").Replace('-', ' ').Replace('\'', ' '),
                _ => "",
            }, StringComparer.Ordinal)
            .ThenBy(seen => seen.Member, StringComparer.Ordinal);
        return query.Down ? [.. rising.Reverse()] : [.. rising];
    }

    public static string Line(Seen seen) =>
        $"{seen.Member} {seen.Profile.Name} {seen.Profile.Email} {seen.Tier} {Iso(seen.LastVisit)} {seen.Spend} {seen.Visits} {seen.LifetimeSpend}";

    public static string Line(JsonElement member) =>
        $"{member.GetProperty("member").GetString()} {member.GetProperty("name").GetString()} {member.GetProperty("email").GetString()} "
        + $"{member.GetProperty("tier").GetString()} {member.GetProperty("lastVisit").GetString()} {member.GetProperty("spend")} "
        + $"{member.GetProperty("visits")} {member.GetProperty("lifetimeSpend")}";

    private static bool Says(Seen seen, string typed)
    {
        var number = LookupValue.Phone(typed);
        var isOwner = (seen.Profile.Card is { } card && card == typed.Trim())
            || (number.Value.Count(char.IsAsciiDigit) >= 5 && seen.Profile.Phone is { } phone && LookupValue.Phone(phone) == number);
        return isOwner || typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(term => Begins(seen, Plain(term)));
    }

    // The names that tests give have no signs but spaces, hyphens and apostrophes.
    private static bool Begins(Seen seen, string term)
    {
        var letters = string.Concat(term.Where(char.IsLetterOrDigit));
        string[] whole = [seen.Member.ToLowerInvariant(), seen.Profile.Email ?? "", "@" + seen.Profile.Email?.Split('@')[1]];
        var words = Plain(seen.Profile.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = words.SelectMany(word => word.Split('-', '\'') is var all
            ? Enumerable.Range(0, all.Length).Select(first => string.Concat(all[first..]))
            : []);
        return whole.Append("").Any(word => word.Length > 1 && word.StartsWith(term, StringComparison.Ordinal))
            || (letters.Length > 0 && !term.Contains('@', StringComparison.Ordinal)
                && parts.Concat(whole).Any(word => word.StartsWith(letters, StringComparison.Ordinal)));
    }

    private static string Plain(string text) => text.ToLowerInvariant().Replace('ä', 'a').Replace('ē', 'e').Replace('ë', 'e').Replace('ņ', 'n');

    private static string? Iso(LocalDate? date) => date is { } given ? LocalDatePattern.Iso.Format(given) : null;
}
