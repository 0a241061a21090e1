using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Benchmarks.Members;

/// <summary>Members whose purchases have lines in three categories, one of which earns nothing, and a discount now and then.</summary>
internal static class SampleMember
{
    /// <summary>The date on which members are looked at; their last purchase is about as old.</summary>
    public static LocalDate Today { get; } = new(2026, 11, 22);

    public static IReadOnlyList<DatedPurchase> Purchases(MemberSize size) => size switch
    {
        MemberSize.FiftyDates => Purchases(dates: 50, daysBetween: 14, purchasesEach: 1),
        MemberSize.TenThousandPurchases => Purchases(dates: 3_334, daysBetween: 3, purchasesEach: 3),
        MemberSize.TenThousandDates => Purchases(dates: 10_000, daysBetween: 1, purchasesEach: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    /// <summary>A purchase on each of so many dates: every second week for a few, each day for thousands.</summary>
    public static IReadOnlyList<DatedPurchase> Purchases(int dates) =>
        Purchases(dates, daysBetween: dates switch { <= 50 => 14, <= 1_000 => 7, _ => 1 }, purchasesEach: 1);

    public static History History(MemberSize size) => HistoryOf(Purchases(size));

    public static History History(int dates) => HistoryOf(Purchases(dates));

    private static History HistoryOf(IEnumerable<DatedPurchase> purchases) => purchases.Aggregate(
        Domain.Purchases.History.Empty,
        (history, dated) => history.Add(dated.Date, PurchaseLeft.Of(dated.Purchase, Refunds.None)));

    private static List<DatedPurchase> Purchases(int dates, int daysBetween, int purchasesEach)
    {
        var purchases = new List<DatedPurchase>();
        for (var number = 0; number < dates * purchasesEach; number++)
        {
            var date = Today.PlusDays(-(dates - 1 - (number / purchasesEach)) * daysBetween);
            purchases.Add(new(date, Purchase(date, number)));
        }

        return purchases;
    }

    private static Purchase Purchase(LocalDate date, int number)
    {
        var (coffee, bakery, tobacco) = (250 + (number % 7 * 60), 150 + (number % 11 * 45), 400 + (number % 3 * 100));
        return new()
        {
            Id = EventId.Parse($"till-7-{number}"),
            Member = MemberId.Parse("m-1001"),
            Store = StoreId.Parse("riga-1"),
            At = date.At(new LocalTime(10, 15)).InUtc().ToInstant(),
            Amount = coffee + bakery + tobacco,
            Discount = number % 9 == 0 ? 150 : 0,
            Lines =
            [
                new(Category.Parse("coffee"), 1 + (number % 3), coffee),
                new(Category.Parse("bakery"), 1, bakery),
                new(Category.Parse("tobacco"), 1, tobacco),
            ],
        };
    }
}
