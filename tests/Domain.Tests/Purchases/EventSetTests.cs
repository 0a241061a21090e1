using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Purchases;

public sealed class EventSetTests
{
    [Fact]
    public void A_double_changes_nothing_and_of_two_under_one_id_the_first_counts()
    {
        var events = new EventSet();
        var purchase = Some.Purchase(Some.Line("coffee", 1, 300));

        Assert.Equal(EventAddition.New, events.Add(purchase));
        Assert.Equal(EventAddition.Double, events.Add(Some.Purchase(Some.Line("coffee", 1, 300))));
        Assert.Equal(EventAddition.IdReused, events.Add(Some.Purchase(Some.Line("coffee", 2, 300))));
        Assert.Equal(EventAddition.IdReused, events.Add(Some.Void(id: purchase.Id.ToString())));
        Assert.Equal(EventAddition.New, events.Add(purchase with { Member = MemberId.Parse("m-2") }));
        Assert.Equal(["m-1", "m-2"], events.Members.Select(member => member.ToString()));
        Assert.Equal(Expected(PurchaseLeft.Of(purchase, Refunds.None)), events.HistoryOf(purchase.Member, Some.Program()).Pack());
    }

    [Fact]
    public void A_refund_concerns_the_purchase_of_its_own_member_whichever_comes_first()
    {
        var purchase = Some.Purchase(amount: 300);
        var refund = Some.Refund(amount: 100);
        var left = Expected(PurchaseLeft.Of(purchase, Refunds.None.With(refund)));

        Assert.Equal(left, HistoryOf(purchase, refund));
        Assert.Equal(left, HistoryOf(refund, purchase));
        Assert.Equal(
            Expected(PurchaseLeft.Of(purchase, Refunds.None)),
            HistoryOf(purchase, refund with { Member = MemberId.Parse("m-2") }));
    }

    private static byte[] HistoryOf(params PurchaseEvent[] added)
    {
        var events = new EventSet();
        foreach (var one in added)
        {
            events.Add(one);
        }

        return events.HistoryOf(MemberId.Parse("m-1"), Some.Program()).Pack();
    }

    private static byte[] Expected(PurchaseLeft left) => History.Empty.Add(new LocalDate(2024, 5, 15), left).Pack();
}
