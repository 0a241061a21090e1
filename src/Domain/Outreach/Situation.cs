using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A member at a moment, as every kind of message looks at them.</summary>
/// <param name="Rules">Of the version in force.</param>
/// <param name="State">As it is kept up at this moment.</param>
internal sealed record Situation(
    ProgramVersions Versions, Member Member, Standing Standing, MessageRules Rules, OutreachState State, Instant Now)
{
    /// <summary>The member's, or the program's.</summary>
    public DateTimeZone Zone { get; } = Member.Profile.ZoneOr(Versions.Newest.Zone);

    /// <summary>The date in the program's zone.</summary>
    public LocalDate Today => Standing.Date;

    /// <summary>The date on the member's wall.</summary>
    public LocalDate LocalToday => Now.InZone(Zone).Date;

    public LoyaltyProgram Program => Standing.Version.Program;

    public Instant Nine(LocalDate date) => MemberTime.Nine(date, Zone);
}
