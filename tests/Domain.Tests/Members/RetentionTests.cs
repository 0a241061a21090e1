using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Members;

public sealed class RetentionTests
{
    private static readonly Instant Now = At("2026-11-22T12:00:00Z");

    [Theory]
    [InlineData("2026-01-15T10:00:00Z", 3, "2026-04-16T00:00:00Z")]
    [InlineData("2026-01-15T23:59:59Z", 3, "2026-04-16T00:00:00Z")]
    [InlineData("2025-11-30T10:00:00Z", 3, "2026-03-01T00:00:00Z")]
    public void A_member_is_kept_through_the_date_that_is_so_many_months_after_they_were_heard_of(string seen, int months, string end) =>
        Assert.Equal(At(end), Ends(Ann.Seen(At(seen)), months));

    [Fact]
    public void Without_retention_nobody_is_erased() => Assert.Null(Ends(Ann.Seen(Now), null));

    [Fact]
    public void The_version_in_force_decides()
    {
        var versions = new ProgramVersions([
            new(1, new(2026, 1, 1), Program with { RetentionMonths = 12 }),
            new(2, new(2026, 11, 22), Program with { RetentionMonths = 1 }),
            new(3, new(2026, 11, 23), Program),
        ]);

        Assert.Equal(At("2026-12-02T00:00:00Z"), Retention.EndsAt(versions, Ann.Seen(At("2026-11-01T10:00:00Z")), Now));
        Assert.Null(Retention.EndsAt(versions, Ann.Seen(Now), Now + Duration.FromDays(1)));
    }

    [Fact]
    public void Whatever_was_heard_last_counts()
    {
        var old = Ann.Seen(At("2026-01-01T10:00:00Z"));
        var word = At("2026-03-03T10:00:00Z");

        Assert.Equal(
            Enumerable.Repeat<Instant?>(At("2026-04-04T00:00:00Z"), 5),
            [
                Ends(old.Seen(word), 1),
                Ends(old with { Profile = new() { EnrolledAt = word } }, 1),
                Ends(old with { Consent = new(new(false, word), null) }, 1),
                Ends(old with { Consent = new(null, new(true, word)) }, 1),
                Ends(old with { History = Bought(word) }, 1),
            ]);
    }

    [Fact]
    public void What_came_late_does_not_count_as_news()
    {
        var seen = Ann.Seen(At("2026-03-03T10:00:00Z"));

        Assert.Equal(seen, seen.Seen(At("2026-01-01T10:00:00Z")));
    }

    [Fact]
    public void A_profile_that_is_sent_again_unchanged_says_nothing_and_one_that_changes_does()
    {
        var told = Ann.Given(new Profile { Name = "Ann", Birthday = Birthday.TryParse("--02-28") }, At("2026-01-01T10:00:00Z"));

        Assert.Equal(told, told.Given(told.Profile with { EnrolledAt = null, BirthdaySince = null }, Now));
        Assert.Equal(Now, told.Given(told.Profile with { Name = "Anna" }, Now).SeenAt);
    }

    private static LoyaltyProgram Program { get; } = Some.Program() with { Zone = DateTimeZone.Utc };

    private static Member Ann { get; } = new() { Id = MemberId.Parse("m-1") };

    private static Instant? Ends(Member member, int? months) =>
        Retention.EndsAt(new ProgramVersions(Program with { RetentionMonths = months }), member, Now);

    private static History Bought(Instant at) =>
        Counting.Count(History.Empty, Some.Purchase(at: InstantPattern.ExtendedIso.Format(at)), at.InUtc().Date, null).History;

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
