using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

public sealed class PaceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 22, 10, 0);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void However_late_those_come_who_wait_no_minute_and_no_hour_has_more_than_it_may(int everyMinutes)
    {
        var pace = Of(perMinute: 30, perHour: 100);
        var went = new List<Instant>();
        var waiting = Enumerable.Range(0, 250).Select(Member).ToList();

        for (var now = Start; waiting.Count > 0; now += everyMinutes * Minute)
        {
            var going = waiting.Where(member => pace.Slot(member, now) <= now).ToList();
            went.AddRange(going.Select(_ => now));
            waiting.RemoveAll(going.Contains);
            Assert.True(now < Start + Duration.FromDays(1), "They wait for ever.");
        }

        Assert.All(went, from => Assert.InRange(went.Count(at => at >= from && at < from + Minute), 1, 30));
        Assert.All(went, from => Assert.InRange(went.Count(at => at >= from && at < from + (60 * Minute)), 1, 100));
    }

    [Fact]
    public void Who_must_wait_goes_as_soon_as_the_limits_allow_one_behind_the_other()
    {
        var pace = Of(perMinute: 2, perHour: 5);

        var slots = Enumerable.Range(0, 7).Select(i => pace.Slot(Member(i), Start) - Start).ToList();

        Assert.Equal([0, 0, 1, 1, 2, 60, 60], slots.Select(slot => slot.TotalMinutes));
    }

    [Fact]
    public void A_time_is_kept_until_one_comes_back()
    {
        var pace = Of(perMinute: 1, perHour: 0);
        pace.Slot(Member(0), Start);
        var slot = pace.Slot(Member(1), Start);
        pace.Slot(Member(2), Start);

        Assert.Equal(Start + Minute, slot);
        Assert.Equal(slot, pace.Slot(Member(1), Start + (Minute / 2)));
        Assert.Equal(slot, pace.Slot(Member(1), slot));
        Assert.Equal(slot + Minute, pace.Slot(Member(2), slot));
    }

    [Fact]
    public void While_the_provider_takes_nothing_nobody_goes_and_the_order_stays()
    {
        var pace = Of(perMinute: 1, perHour: 0);
        Enumerable.Range(0, 4).ToList().ForEach(i => pace.Slot(Member(i), Start));

        pace.Blocked(Start + (10 * Minute));
        pace.Blocked(Start + (5 * Minute));

        Assert.Equal([10, 11, 12, 13], Enumerable.Range(1, 4).Select(i => (pace.Slot(Member(i), Start + Minute) - Start).TotalMinutes));
        Assert.Equal(Start + (10 * Minute), pace.Slot(Member(1), Start + (10 * Minute)));
    }

    [Fact]
    public void Without_limits_all_go_at_once_unless_the_provider_takes_nothing()
    {
        var pace = Of(perMinute: 0, perHour: 0);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(Start, pace.Slot(Member(i), Start)));
        pace.Blocked(Start + Minute);
        Assert.Equal(Start + Minute, pace.Slot(Member(0), Start));
        Assert.Equal(Start + Minute, pace.Slot(Member(0), Start + Minute));
    }

    [Fact]
    public void A_tenth_is_kept_for_codes_which_go_past_all_who_wait_and_count()
    {
        var pace = Of(perMinute: 20, perHour: 0);

        Assert.Equal(18, Enumerable.Range(0, 30).Count(i => pace.Slot(Member(i), Start) == Start));
        Assert.Equal([true, true, false], Codes(Start));
        var next = Start + Minute;
        Assert.Equal([true, true, true], Codes(next));
        Assert.Equal(15, Enumerable.Range(0, 40).Count(i => pace.Slot(Member(i), next) == next));

        IReadOnlyList<bool> Codes(Instant now) => [.. Enumerable.Range(0, 3).Select(_ => pace.TryPass(now))];
    }

    [Fact]
    public void Codes_alone_keep_the_limits_and_wait_while_the_provider_takes_nothing()
    {
        var pace = Of(perMinute: 3, perHour: 5);
        Assert.Equal(3, Enumerable.Range(0, 9).Count(_ => pace.TryPass(Start)));
        Assert.Equal(2, Enumerable.Range(0, 9).Count(_ => pace.TryPass(Start + Minute)));
        Assert.True(pace.TryPass(Start + (60 * Minute)));

        pace.Blocked(Start + (70 * Minute));

        Assert.False(pace.TryPass(Start + (65 * Minute)));
        Assert.True(pace.TryPass(Start + (70 * Minute)));
    }

    [Fact]
    public void Who_does_not_come_back_takes_nobodys_time_for_ever()
    {
        var pace = Of(perMinute: 1, perHour: 0);
        Enumerable.Range(0, 60).ToList().ForEach(i => pace.Slot(Member(i), Start));
        var later = Start + Duration.FromHours(12);

        Assert.Equal(later, pace.Slot(Member(100), later));
        Assert.Equal(later + Minute, pace.Slot(Member(30), later));
    }

    private static Pace Of(int perMinute, int perHour) =>
        new(Microsoft.Extensions.Options.Options.Create(new SendingOptions { PerMinute = perMinute, PerHour = perHour }));

    private static MemberId Member(int number) => MemberId.Parse($"m-{number}");
}
