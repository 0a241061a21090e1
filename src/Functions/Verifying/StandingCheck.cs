using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Verifying;

/// <summary>Holds what was decided when the member was last judged to what would have been decided by the facts and the versions that
/// were known then: the summary, the rewards, and when the timers look. What has become due since is the timers' to find.</summary>
internal static class StandingCheck
{
    // Whoever sends a message sees to the hint.
    private static readonly Duration SettledAfter = Duration.FromHours(1);

    /// <param name="versions">All that are published.</param>
    public static void Check(Recount recount, Row row, ProgramVersions versions, Instant now)
    {
        var member = recount.Expected;
        if (recount.Differs(MemberKeys.Member, "asOf", MemberRow.AsOf(row) is null ? Recount.Unreadable : "a date", "a date"))
        {
            return;
        }

        var asOf = MemberRow.AsOf(row)!.Value;
        CheckSummary(recount, row, versions, asOf);
        if (member.JudgedBy < 1 || member.JudgedBy > versions.Published[^1].Number)
        {
            recount.Differs(MemberKeys.Member, "known", Text(member.JudgedBy), $"1 to {versions.Published[^1].Number}");
            return;
        }

        var judged = Known(versions, member.JudgedBy);
        var then = Standing.Evaluate(judged, member.History, asOf);
        CheckRewards(recount, row, judged, then, now);
        if (member.Hints.Finder is null)
        {
            recount.Differs(MemberKeys.Member, "listed", Text(member.Listed), Text(FinderLine.Of(member, then).Print()));
        }

        // The walk has not come to the others yet.
        var inForce = versions.On(versions.Newest.Today(now));
        if (member.JudgedBy >= inForce.Number && (inForce.Number == 1 || asOf >= inForce.From) && !IsSending(member, now) && !IsDue(member, now))
        {
            CheckHints(recount, member, judged, now);
        }
    }

    private static bool IsSending(Member member, Instant now) =>
        member.Outreach.Claim is { LeaseEnd: var end } && end + SettledAfter > now;

    // Whoever looks decides anew when all of them are to look.
    private static bool IsDue(Member member, Instant now) =>
        Enum.GetValues<Sweep>().Any(sweep => sweep is not Sweep.Finder && member.Hints[sweep] <= now);

    /// <summary>The row may have been written, and nothing judged, when later versions were known.</summary>
    private static void CheckSummary(Recount recount, Row row, ProgramVersions versions, LocalDate asOf)
    {
        var known = versions.Published
            .Select(version => version.Number)
            .Where(number => number >= recount.Expected.JudgedBy)
            .DefaultIfEmpty(versions.Published[^1].Number);
        var expected = known
            .Select(number => MemberRow.Summary(
                recount.Expected, Standing.Evaluate(Known(versions, number), recount.Expected.History, asOf)))
            .MinBy(summary => Fields(summary, row).Count(name => Value(summary, name) != Value(row.Fields, name)))!;
        foreach (var name in Fields(expected, row))
        {
            recount.Differs(MemberKeys.Member, name, Value(row.Fields, name), Value(expected, name));
        }
    }

    private static ImmutableArray<string> Fields(Fields summary, Row row) =>
        [.. summary.Select(field => field.Key).Union(row.Fields.Select(field => field.Key).Intersect(["tierUntil", "lastDate"]))];

    private static string? Value(Fields fields, string name) =>
        fields.Text(name) ?? fields.Number(name)?.ToString(CultureInfo.InvariantCulture);

    private static void CheckRewards(Recount recount, Row row, ProgramVersions judged, Standing then, Instant now)
    {
        var member = recount.Expected;
        var onLast = member.History.LastDate is { } last && last > then.Date ? Standing.Evaluate(judged, member.History, last) : then;
        var today = judged.Newest.Today(now);
        var changes = Reconcile.Decide(onLast, member.Rewards, now, today, int.MaxValue);
        if (member.Hints.TierRewards <= now)
        {
            return;
        }

        foreach (var due in changes.Issue.CountBy(due => due.Key))
        {
            recount.Differs(MemberKeys.Member, $"to issue {due.Key}", Text(due.Value), Text(0));
        }

        foreach (var revoked in changes.Revoke)
        {
            recount.Differs(MemberKeys.Reward(revoked.Code), "state", "open without ground", "revoked");
        }

        recount.Differs(MemberKeys.Member, "owed", Text(row.Fields.Number("owed") ?? 0), Text(changes.Owed + changes.Issue.Length));
    }

    private static void CheckHints(Recount recount, Member member, ProgramVersions judged, Instant now)
    {
        var next = Judge.Next(judged, member, Standing.Evaluate(judged, member.History, judged.Newest.Today(now)), now);
        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            if (next[sweep] is { } at && !(member.Hints[sweep] <= at))
            {
                recount.Differs(MemberKeys.Member, $"hint {sweep}", Text(member.Hints[sweep]), $"{Text(at)} at the latest");
            }
        }
    }

    private static ProgramVersions Known(ProgramVersions versions, int number) => number >= versions.Published[^1].Number
        ? versions
        : new(versions.Published.Where(version => version.Number <= number || version.Number == 1));

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string? Text(Instant? at) => at is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
