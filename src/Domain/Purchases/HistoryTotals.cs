using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <content>What a customer is shown of it.</content>
public sealed partial class History
{
    /// <summary>The dates up to one, newest first, with what their purchases come to.</summary>
    public IEnumerable<DateTotal> NewestFirst(LocalDate last)
    {
        for (var place = days.Length - 1; place >= 0; place--)
        {
            var date = Values.Days.Date(days[place])!.Value;
            if (date <= last)
            {
                yield return new(date, purchases[place], Amount(place));
            }
        }
    }

    private long Amount(int place)
    {
        var amount = 0L;
        foreach (var (_, left) in GoodsAt(place))
        {
            amount += left.Amount;
        }

        return amount;
    }
}
