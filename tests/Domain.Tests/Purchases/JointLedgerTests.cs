using FsCheck.Fluent;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Purchases;

public sealed class JointLedgerTests
{
    private static readonly LocalDate Date = new(2024, 5, 15);

    [Fact]
    public void The_same_event_of_two_numbers_counts_once_and_another_of_the_same_id_counts_too()
    {
        Assert.Equal(1000, Amount(Of("a", Some.Purchase()), Of("b", Some.Purchase())));
        Assert.Equal(1500, Amount(Of("a", Some.Purchase()), Of("b", Some.Purchase(500))));
    }

    [Fact]
    public void A_refund_takes_from_the_purchase_whichever_number_it_names()
    {
        Assert.Equal(700, Amount(Of("a", Some.Purchase()), Of("b", Some.Refund(300))));
        Assert.Equal(0, Amount(Of("b", Some.Purchase()), Of("a", Some.Void())));
    }

    [Fact]
    public void Where_both_numbers_have_a_purchase_of_the_id_it_takes_from_that_of_the_number_that_it_names()
    {
        var (one, other) = (Of("a", Some.Purchase(1000)), Of("b", Some.Purchase(500)));

        Assert.Equal(1000, Amount(one, other, Of("b", Some.Void())));
        Assert.Equal(500, Amount(one, other, Of("a", Some.Void())));
        Assert.Equal(500, Amount(one, other, Of("c", Some.Void())));
        Assert.True(JointLedger.Of(Dated(one, other, Of("a", Some.Void()))).Find(EventId.Parse("p-1"))!.Left.Stands);
    }

    [Fact]
    public void The_same_refund_of_two_numbers_takes_once() =>
        Assert.Equal(700, Amount(Of("a", Some.Purchase()), Of("a", Some.Refund(300)), Of("b", Some.Refund(300))));

    [Fact]
    public void What_waits_for_its_purchase_waits_for_that_of_any_number()
    {
        var joint = JointLedger.Of(Dated(Of("a", Some.Refund(300)), Of("b", Some.Refund(200, id: "r-2"))));

        Assert.Equal(500, joint.History.Waiting[EventId.Parse("p-1")].WithoutLines);
    }

    [Fact]
    public void No_order_matters() => Property.Holds(200, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, random.Next(2, 12))
            .Select(_ => Of(random.Next(3) == 0 ? "a" : "b", Drawn(random)))
            .DistinctBy(one => (one.Member, one.Id))
            .ToArray();
        var expected = JointLedger.Of(Dated(events)).History.Pack();
        random.Shuffle(events);

        Assert.Equal(expected, JointLedger.Of(Dated(events)).History.Pack());
    });

    private static PurchaseEvent Drawn(Random random)
    {
        var (id, named) = ($"p-{random.Next(6)}", $"p-{random.Next(6)}");
        return random.Next(4) switch
        {
            0 or 1 => Some.Purchase(random.Next(1, 4), id: id),
            2 => Some.Refund(random.Next(1, 3), named, id),
            _ => Some.Void(named, id),
        };
    }

    private static long Amount(params PurchaseEvent[] events) =>
        JointLedger.Of(Dated(events)).History.NewestFirst(Date).Sum(total => total.Amount);

    private static IEnumerable<DatedEvent> Dated(params PurchaseEvent[] events) => events.Select(one => new DatedEvent(one, Date));

    private static PurchaseEvent Of(string number, PurchaseEvent one) => one with { Member = MemberId.Parse(number) };
}
