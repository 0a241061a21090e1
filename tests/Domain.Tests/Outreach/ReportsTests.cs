using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Outreach;

public sealed class ReportsTests
{
    private const string Address = "anna@example.org";

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly ProgramVersions Versions = new(Some.Program());
    private static readonly MemberId Id = MemberId.Parse("m-1");

    private static readonly Arbitrary<DeliveryReport[]> AnyReports = (
        from status in Gen.Elements(Enum.GetValues<DeliveryStatus>())
        from recipient in Gen.Elements(null, Address, "ANNA@example.org", "another@example.org")
        select new DeliveryReport(MessageOf(MessageKind.TierUpgrade).Id, status, recipient, null)).ArrayOf().ToArbitrary();

    [Fact]
    public void The_same_reports_give_the_same_in_any_order_and_however_often() =>
        Property.Holds(1_000, AnyReports, reports =>
        {
            var shuffled = reports.ToArray();
            new Random(reports.Length).Shuffle(shuffled);

            Assert.Equal(Row(Fold(reports)), Row(Fold(shuffled)));
            Assert.Equal(Row(Fold(reports)), Row(Fold([.. reports, .. shuffled])));
            Assert.Equal(reports.Length == 0 ? null : reports.Max(report => report.Status), Fold(reports).Worst);
        });

    [Fact]
    public void Whatever_is_reported_of_a_claimed_message_it_went_and_its_occasion_has_had_it() =>
        Property.Holds(500, AnyReports, reports =>
        {
            var (member, _, _) = Fold(reports);

            Assert.Equal(reports.Length > 0, member.Outreach.Claim is null);
            Assert.Equal(reports.Length > 0 ? [Now] : [], member.Outreach.Sends);
            Assert.Equal(reports.Length > 0 ? "silver" : null, member.Outreach.ToldLevel);
        });

    [Fact]
    public void A_message_that_was_put_off_for_its_first_time_was_never_sent_and_waits_on()
    {
        var message = MessageOf(MessageKind.Birthday) with { Status = MessageStatus.Deferred };
        var member = Member(new OutreachState { Deferred = [message] });

        var taken = Take(member, message, null, DeliveryStatus.Delivered);

        Assert.Equal(member.Outreach, taken!.Value.State);
    }

    [Theory]
    [InlineData(Address, DeliveryStatus.Bounced, Address)]
    [InlineData(Address, DeliveryStatus.Suppressed, Address)]
    [InlineData(Address, DeliveryStatus.Failed, null)]
    [InlineData("anna@example.net", DeliveryStatus.Bounced, null)]
    [InlineData(null, DeliveryStatus.Bounced, null)]
    public void Only_the_address_that_bounced_and_is_still_the_members_is_dead(string? email, DeliveryStatus status, string? dead)
    {
        var message = MessageOf(MessageKind.Welcome);
        var member = Member(OutreachState.None) with { Profile = Profile.Empty with { Email = email } };

        Assert.Equal(dead, Take(member, message, null, status)!.Value.State.DeadAddress);
    }

    private static (Member Member, MessageChange Message, DeliveryStatus? Worst) Fold(DeliveryReport[] reports)
    {
        var message = MessageOf(MessageKind.TierUpgrade);
        var claim = new Claim(message.Id, message.Occasion, default, Now, Now + Claim.Lease, 1, Now, null, null);
        (Member Member, MessageChange Message, DeliveryStatus? Worst) row = (Member(new OutreachState { Claim = claim }), message, null);
        foreach (var report in reports)
        {
            if (Reports.Take(Versions, row.Member, row.Message, Address, row.Worst, report, Now) is var (state, change, worst))
            {
                row = (row.Member with { Outreach = state }, change, worst);
            }
        }

        return row;
    }

    private static (MessageStatus, string?, DeliveryStatus?, string?) Row(
        (Member Member, MessageChange Message, DeliveryStatus? Worst) row) =>
        (row.Message.Status, row.Message.Why, row.Worst, row.Member.Outreach.DeadAddress);

    private static (OutreachState State, MessageChange Change, DeliveryStatus Worst)? Take(
        Member member, MessageChange message, DeliveryStatus? worst, DeliveryStatus status) =>
        Reports.Take(Versions, member, message, Address, worst, new(message.Id, status, Address, null), Now);

    private static Member Member(OutreachState state) =>
        new() { Id = Id, Profile = Profile.Empty with { Email = Address }, Outreach = state };

    private static MessageChange MessageOf(MessageKind kind)
    {
        var occasion = new Occasion(kind, kind == MessageKind.TierUpgrade ? "silver:1" : "2026");
        return new(MessageId.Of(Id, occasion), occasion, MessageStatus.Claimed, Now, null, null);
    }
}
