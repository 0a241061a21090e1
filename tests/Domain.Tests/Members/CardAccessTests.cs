using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Members;

public class CardAccessTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly MemberId Member = MemberId.Parse("m-1");

    [Fact]
    public void Who_has_the_link_and_not_the_mailbox_may_try_thirty_of_a_million_codes_a_day() => Assert.Equal(
        (30, 1_000_000), (CardAccess.MaxADay * OneTimeCode.MaxTries, (int)Math.Pow(10, OneTimeCode.Length)));

    [Fact]
    public void However_one_asks_and_tries_no_code_is_tried_too_often_or_sent_too_often_or_good_twice() =>
        Property.Holds(2_000, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (access, now) = (CardAccess.None, Start);
            var sent = new List<Instant>();
            var tries = 0;
            var isUsed = true;
            for (var step = 0; step < 200; step++)
            {
                now += Duration.FromSeconds(random.Next(4) switch { 0 => 0, 1 => random.Next(700), 2 => random.Next(4_000), _ => 1 });
                if (random.Next(3) == 0)
                {
                    if (access.NextAt(now) == now)
                    {
                        var at = access.SendAt(now);
                        Assert.DoesNotContain(at, sent);
                        sent.Add(at);
                        access = access.With(Code(at));
                        (tries, isUsed) = (0, false);
                    }

                    continue;
                }

                var isRight = random.Next(4) == 0;
                var tried = access.Try(isRight, isNewAddress: false, now);
                var isGood = !isUsed && tries < OneTimeCode.MaxTries && now - sent[^1] <= OneTimeCode.Lasts;
                switch (tried)
                {
                    case CodeTry.Right(var after, _):
                        Assert.True(isGood && isRight);
                        (access, isUsed) = (after, true);
                        break;
                    case CodeTry.Wrong(var after, var left):
                        Assert.True(isGood && !isRight);
                        tries++;
                        Assert.Equal(OneTimeCode.MaxTries - tries, left);
                        access = after;
                        break;
                    default:
                        Assert.False(isGood);
                        break;
                }
            }

            Assert.All(sent, last => Assert.InRange(Within(Duration.FromHours(1), last), 1, CardAccess.MaxAnHour));
            Assert.All(sent, last => Assert.InRange(Within(Duration.FromHours(24), last), 1, CardAccess.MaxADay));

            int Within(Duration window, Instant last) => sent.Count(at => at <= last && at > last - window);
        });

    [Fact]
    public void Who_must_wait_may_ask_again_at_the_very_instant_that_is_named()
    {
        var access = Enumerable.Range(0, CardAccess.MaxAnHour)
            .Aggregate(CardAccess.None, (access, minute) => access.With(Code(Start + Duration.FromMinutes(minute))));
        var now = Start + Duration.FromMinutes(10);

        var next = access.NextAt(now);

        Assert.Equal(Start + Duration.FromHours(1), next);
        Assert.Equal(next, access.NextAt(next));
    }

    [Fact]
    public void A_code_for_a_new_address_opens_nothing_and_one_that_opens_confirms_no_address()
    {
        var opens = CardAccess.None.With(Code(Start));
        var confirms = CardAccess.None.With(Code(Start) with { IsNewAddress = true });

        Assert.IsType<CodeTry.Over>(opens.Try(matches: true, isNewAddress: true, Start));
        Assert.IsType<CodeTry.Over>(confirms.Try(matches: true, isNewAddress: false, Start));
        Assert.IsType<CodeTry.Right>(confirms.Try(matches: true, isNewAddress: true, Start));
    }

    [Fact]
    public void A_session_goes_on_for_its_letter_and_address_alone()
    {
        var letter = MessageId.OfCode(Member, Start);
        var access = CardAccess.None with { Session = new(letter, "anna@example.com") };

        Assert.True(access.IsOpen(letter, "anna@example.com"));
        Assert.False(access.IsOpen(letter, "eve@example.com"));
        Assert.False(access.IsOpen(letter, null));
        Assert.False(access.IsOpen(MessageId.OfCode(Member, Start + Duration.FromSeconds(1)), "anna@example.com"));
        Assert.False(CardAccess.None.IsOpen(letter, "anna@example.com"));
    }

    private static OneTimeCode Code(Instant at) => new(MessageId.OfCode(Member, at), "anna@example.com", "hash", at, 0, false);
}
