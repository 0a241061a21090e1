using Loyalty.Benchmarks.Members;

namespace Loyalty.Benchmarks.Packing;

/// <summary>The numbers of a history as anybody would lay them out: by date its number, purchases and discounts, and of each
/// category the amount and the quantity.</summary>
internal static class PlainNumbers
{
    public static long[][] Of(MemberSize size) =>
    [
        .. SampleMember.Purchases(size).GroupBy(dated => dated.Date).Select(ofDate => (long[])
        [
            ofDate.Key.ToDateOnly().DayNumber,
            ofDate.Count(),
            ofDate.Sum(dated => dated.Purchase.Discount),
            .. ofDate.SelectMany(dated => dated.Purchase.Lines)
                .GroupBy(line => line.Category)
                .SelectMany(ofCategory => new[] { ofCategory.Sum(line => line.Amount), ofCategory.Sum(line => line.Quantity) }),
        ]),
    ];
}
