using FsCheck.Fluent;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Merging;

public sealed class StrictestConsentTests
{
    [Fact]
    public void A_person_may_be_written_to_where_both_numbers_said_so() => Both((one, other) =>
        Assert.Equal(one.IsGranted && other.IsGranted, StrictestConsent.Of(one, other).IsGranted));

    [Fact]
    public void Whose_number_is_kept_does_not_matter() => Both((one, other) =>
        Assert.Equal(StrictestConsent.Of(one, other), StrictestConsent.Of(other, one)));

    [Fact]
    public void What_the_customer_withdrew_under_either_number_yields_to_no_till() => Both((one, other) =>
    {
        var later = new ConsentWord(true, At(100));
        var joined = StrictestConsent.Of(one, other).With(later, byCustomer: false);
        Assert.True(!joined.IsGranted || (one.ByCustomer is not { Granted: false } && other.ByCustomer is not { Granted: false }));
    });

    [Fact]
    public void To_undo_gives_each_number_what_it_had_said() => Both((one, other) =>
    {
        var merged = Merged(one, other);
        Assert.Equal(one, StrictestConsent.Without(merged.ConsentAfter, merged));
        Assert.Equal(other, StrictestConsent.Returned(other, one, merged));
    });

    [Fact]
    public void What_was_said_since_stays_and_a_withdrawal_stays_with_both() => Both((one, other) =>
    {
        var merged = Merged(one, other);
        var withdrawn = merged.ConsentAfter.With(new(false, At(100)), byCustomer: true);

        var kept = StrictestConsent.Without(withdrawn, merged);

        Assert.False(kept.IsGranted);
        Assert.False(StrictestConsent.Returned(other, kept, merged).IsGranted);
        var granted = StrictestConsent.Without(merged.ConsentAfter.With(new(true, At(100)), byCustomer: true), merged);
        Assert.True(granted.IsGranted);
        Assert.Equal(other, StrictestConsent.Returned(other, granted, merged));
    });

    private static MergedNumber Merged(Consent one, Consent other) => new()
    {
        Id = MergeId.Parse("x-1"),
        From = MemberId.Parse("old"),
        Numbers = [MemberId.Parse("old")],
        At = At(50),
        By = "staff",
        ConsentBefore = one,
        ConsentAfter = StrictestConsent.Of(one, other),
    };

    private static void Both(Action<Consent, Consent> holds) => Property.Holds(
        500, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => holds(Drawn(new Random(seed)), Drawn(new Random(seed + 1))));

    private static Consent Drawn(Random random) => Enumerable.Range(0, random.Next(5)).Aggregate(
        Consent.None, (consent, _) => consent.With(new(random.Next(2) == 0, At(random.Next(5))), random.Next(2) == 0));

    private static Instant At(int seconds) => Instant.FromUnixTimeSeconds(seconds);
}
