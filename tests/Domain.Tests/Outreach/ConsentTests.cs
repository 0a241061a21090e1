using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Domain.Tests.Outreach;

public sealed class ConsentTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);

    // Few instants, so that several facts are often of one.
    private static readonly Arbitrary<ConsentFact[]> AnyFacts = (
        from granted in Gen.Elements(true, false)
        from minute in Gen.Choose(0, 6)
        from byCustomer in Gen.Elements(true, false)
        select new ConsentFact(granted, Now + Duration.FromMinutes(minute), "E-mails", "till", byCustomer)).ArrayOf().ToArbitrary();

    [Fact]
    public void Nobody_who_said_nothing_agreed() => Assert.False(Consent.None.IsGranted);

    [Fact]
    public void The_order_in_which_facts_arrive_never_matters() =>
        Property.Holds(1_000, AnyFacts, facts =>
        {
            var shuffled = facts.ToArray();
            new Random(facts.Length).Shuffle(shuffled);

            Assert.Equal(Of(facts), Of(shuffled));
            Assert.Equal(Of(facts), Of([.. facts, .. shuffled]));
        });

    [Fact]
    public void It_is_granted_as_the_contract_says_of_all_the_facts_together() =>
        Property.Holds(1_000, AnyFacts, facts => Assert.Equal(IsGrantedBy(facts), Of(facts).IsGranted));

    [Fact]
    public void Of_what_tills_say_the_latest_counts()
    {
        Assert.True(Of(Till(false, 1), Till(true, 2)).IsGranted);
        Assert.False(Of(Till(false, 2), Till(true, 1)).IsGranted);
        Assert.False(Of(Till(true, 1), Till(false, 1)).IsGranted);
    }

    [Fact]
    public void A_withdrawal_by_the_customer_yields_to_the_customer_alone()
    {
        Assert.False(Of(Till(true, 1), Customer(false, 2), Till(true, 3)).IsGranted);
        Assert.True(Of(Till(true, 1), Customer(false, 2), Customer(true, 3)).IsGranted);
        Assert.False(Of(Customer(true, 1), Till(false, 2)).IsGranted);
    }

    [Fact]
    public void A_withdrawal_counts_whatever_was_said_before_it_by_a_clock_that_ran_ahead() =>
        Property.Holds(1_000, AnyFacts, facts =>
        {
            var before = Of(facts);
            var withdrawal = ConsentFact.Withdrawal(before, "The link", Now);

            Assert.False(withdrawal.AddTo(before).IsGranted);
            Assert.True(withdrawal.At >= Now);
        });

    private static ConsentFact Till(bool granted, int minute) =>
        new(granted, Now + Duration.FromMinutes(minute), "E-mails", "till", ByCustomer: false);

    private static ConsentFact Customer(bool granted, int minute) =>
        new(granted, Now + Duration.FromMinutes(minute), "E-mails", ConsentFact.Customer, ByCustomer: true);

    private static Consent Of(params ConsentFact[] facts) => facts.Aggregate(Consent.None, (consent, fact) => fact.AddTo(consent));

    /// <summary>The contract's sentence, read off the facts themselves: others' grants are left out from the customer's latest
    /// withdrawal on, and of the rest the latest counts.</summary>
    private static bool IsGrantedBy(ConsentFact[] facts)
    {
        var own = facts.Where(fact => fact.ByCustomer).OrderBy(fact => fact.At).ThenBy(fact => !fact.Granted).LastOrDefault();
        return own is not { Granted: false }
            && facts.OrderBy(fact => fact.At).ThenBy(fact => !fact.Granted).LastOrDefault() is { Granted: true };
    }
}
