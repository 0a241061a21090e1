using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Members;

/// <summary>
/// Until when a member is kept of whom nothing is heard (the program's <c>retention</c>). Heard is: a purchase, refund or void, by its
/// own time and not by when it arrived; a reward that is redeemed, held, confirmed or cancelled; a profile that is given for the first
/// time or changes, at a till or by the card; and a yes or no to messages, by when it was said. A profile that a till sends again
/// unchanged is not, nor is anything that the shop does: messages, gifts, rewards that expire, staff who look.
/// </summary>
public static class Retention
{
    /// <summary>When the member is erased if nothing more is heard of them: as the first date begins, in the program's zone, on which
    /// more than the months of the version in force have passed. Null where that version has no retention.</summary>
    public static Instant? EndsAt(ProgramVersions versions, Member member, Instant now)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        var newest = versions.Newest;
        return versions.On(newest.Today(now)).Program.RetentionMonths is { } months && LastDate(newest, member) is { } last
            ? newest.StartOf(last.PlusMonths(months).PlusDays(1))
            : null;
    }

    private static LocalDate? LastDate(LoyaltyProgram program, Member member)
    {
        Instant?[] heard = [member.SeenAt, member.Profile.EnrolledAt, member.Consent.ByCustomer?.At, member.Consent.ByOthers?.At];
        // Rows from before it was noted have the date of the last purchase.
        LocalDate?[] dates = [heard.Max() is { } at ? program.Today(at) : null, member.History.LastDate];
        return dates.Max();
    }
}
