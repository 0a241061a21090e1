using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Outreach;

public class UpcomingTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);

    [Fact]
    public void What_is_said_to_go_now_is_what_the_timers_send() =>
        Property.Holds(1_000, AnyMember(), drawn =>
        {
            var (versions, member, now) = drawn;
            var standing = Standing.Evaluate(versions, member.History, versions.Newest.Today(now));
            var upcoming = Upcoming.Of(versions, member, standing, now);
            var goes = upcoming.FirstOrDefault(one => one.From <= now);
            foreach (var sweep in Enum.GetValues<Sweep>())
            {
                var decision = Messaging.Decide(versions, member, standing, now, new Turn(sweep, now, Guid.Empty));
                if (decision.Claimed is { } claimed)
                {
                    Assert.Equal(upcoming.First(one => one.From <= now && !one.HeldOut).Occasion, claimed.Occasion);
                }

                // One that is held out counts against the cap, so what others wait for is another thing from then on.
                var heldOut = decision.Changes.Where(change => change.Status == MessageStatus.HeldOut).ToList();
                Assert.All(heldOut, change => Assert.True(upcoming.Single(one => one.Occasion == change.Occasion).HeldOut));
                Assert.All(decision.Changes.Where(change => change.Status == MessageStatus.Deferred && heldOut.Count == 0), change =>
                    Assert.Equal(change.Why, upcoming.Single(one => one.Occasion == change.Occasion).Why?.Split(", and then")[0]));
                if (goes is null)
                {
                    Assert.Null(decision.Claimed);
                }
            }
        });

    [Theory]
    [InlineData("address", "no address")]
    [InlineData("dead", "address suppressed")]
    [InlineData("consent", "no consent")]
    [InlineData("complaint", "a complaint is open")]
    public void What_keeps_every_message_from_a_member_is_said_of_each(string missing, string why)
    {
        var member = Reachable() with { Outreach = OutreachState.None with { ReachableSince = Noon } };
        member = missing switch
        {
            "address" => member with { Profile = member.Profile with { Email = null } },
            "dead" => member with { Outreach = member.Outreach with { DeadAddress = member.Profile.Email } },
            "consent" => member with { Consent = Consent.None },
            _ => member with { Outreach = member.Outreach with { Complaints = [MessageId.Of(member.Id, new(MessageKind.ThankYou, "first"))] } },
        };

        var activation = Ahead(member, Noon).Single(one => one.Occasion.Kind == MessageKind.Activation);

        Assert.Equal((why, null), (activation.Why, activation.From));
    }

    [Fact]
    public void What_waits_says_what_for_and_until_when()
    {
        var night = Instant.FromUtc(2026, 11, 22, 22, 0);
        var member = Reachable() with { Outreach = OutreachState.None with { ReachableSince = night } };
        var capped = member with { Outreach = member.Outreach with { Sends = [night - Duration.FromHours(1)] } };

        var quiet = Ahead(member, night).Single(one => one.Occasion.Kind == MessageKind.Welcome);
        var overCap = Ahead(capped, night).Single(one => one.Occasion.Kind == MessageKind.Welcome);

        Assert.Equal((MessageKind.Welcome, "quiet hours"), (quiet.Occasion.Kind, quiet.Why));
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 9, 0), quiet.From);
        Assert.Equal("the cap is reached", overCap.Why);
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 9, 0), overCap.From);
    }

    private static ImmutableArray<UpcomingMessage> Ahead(Member member, Instant now)
    {
        var versions = new ProgramVersions(Program());
        return Upcoming.Of(versions, member, Standing.Evaluate(versions, member.History, versions.Newest.Today(now)), now);
    }

    private static Member Reachable() => new()
    {
        Id = MemberId.Parse("m-1"),
        Profile = new() { Email = "anna@example.com", EnrolledAt = Noon, Birthday = Birthday.TryParse("--11-30") },
        Consent = Consent.None.With(new(true, Noon), byCustomer: false),
    };

    private static LoyaltyProgram Program(int holdout = 0) => Some.Program() with
    {
        Zone = DateTimeZone.Utc,
        Messages = new()
        {
            From = new(null, "shop@example.com"),
            QuietHours = new(new(21, 0), new(9, 0)),
            Cap = new(1, 2),
            Welcome = true,
            ActivationAfterDays = 14,
            TierUpgrade = true,
            TierExpiringDaysBefore = 30,
            ThankYou = new() { AfterHours = 2, FirstPurchase = true, SpendAtLeast = 5_000, AtMostEveryDays = 1, HoldoutPercent = holdout },
            WinBack = new() { Steps = [new(3, null), new(45, null)], HoldoutPercent = holdout },
            Birthday = new(null),
            AlmostThere = new(50, holdout),
        },
    };

    private static Arbitrary<(ProgramVersions Versions, Member Member, Instant Now)> AnyMember() =>
        Arb.ToArbitrary(Gen.Choose(0, int.MaxValue).Select(seed =>
        {
            var draw = new Draw(seed);
            var now = Noon + Duration.FromHours(draw.Between(0, 80));
            var versions = new ProgramVersions(Program(draw.OneOf(0, 0, 50, 100)));
            var member = Reachable();
            var counted = new List<CountedPurchase>();
            for (var i = draw.Between(0, 4); i > 0; i--)
            {
                var purchase = Some.Purchase(draw.OneOf(100, 4_000, 6_000), id: $"p-{i}") with
                {
                    At = now - Duration.FromHours(draw.OneOf(0, 1, 2, 3, 30, 80, 1_200, 8_700)),
                };
                counted.Add(new(purchase, versions.Newest.DateAt(purchase.Store, purchase.At), Refunds.None));
            }

            return (versions, member with
            {
                Id = MemberId.Parse($"m-{draw.Between(1, 50)}"),
                Profile = draw.Chance(90) ? member.Profile : member.Profile with { Email = null },
                Consent = draw.Chance(90) ? member.Consent : Consent.None,
                History = counted.Aggregate(History.Empty, (history, one) => history.Add(one.Date, one.Left)),
                Outreach = RecentPurchases.With(
                    OutreachState.None with
                    {
                        ReachableSince = draw.Chance(50) ? now : null,
                        ToldLevel = "bronze",
                        Welcomed = draw.Chance(50),
                        Sends = draw.Chance(50) ? [] : [now - Duration.FromHours(draw.Between(0, 60))],
                        LastThanked = draw.Chance(50) ? null : now - Duration.FromHours(draw.Between(0, 40)),
                    },
                    counted,
                    versions,
                    now),
            }, now);
        }));
}
