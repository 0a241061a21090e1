using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>Events with any value that the contract allows, often at its limits.</summary>
internal sealed class DrawnWireEvents(Draw draw)
{
    public static Arbitrary<PurchaseEvent> Any() =>
        Gen.Choose(0, int.MaxValue).Select(seed => new DrawnWireEvents(new Draw(seed)).Next()).ToArbitrary();

    public PurchaseEvent Next()
    {
        var (id, purchase) = (EventId.Parse(Id(128)), EventId.Parse(Id(128)));
        var (member, store) = (MemberId.Parse(Id(128)), StoreId.Parse(Id(128)));
        var lines = draw.Chance(50) ? [] : Lines();
        var least = draw.OneOf(0L, 1, 1250, PurchaseLimits.MaxAmount);
        var amount = lines.IsEmpty ? least : lines.Sum(line => line.Amount);
        var discount = draw.OneOf(0L, 0, 1, PurchaseLimits.MaxAmount);
        PurchaseEvent drawn = draw.Between(0, 2) switch
        {
            0 => new Purchase { Id = id, Member = member, Store = store, At = At(), Amount = amount, Discount = discount, Lines = lines },
            1 when amount > 0 => new Refund
            {
                Id = id, Member = member, Store = store, At = At(), Amount = amount, Discount = discount, Lines = lines, Purchase = purchase,
            },
            _ => new PurchaseVoid { Id = id, Member = member, Store = store, At = At(), Purchase = purchase },
        };
        return drawn with { Attribution = Label(), Channel = Label(), Cashier = Label() };
    }

    private ImmutableArray<Line> Lines() =>
    [
        .. Enumerable.Range(0, draw.OneOf(1, 2, 7)).Select(_ => new Line(
            Category.Parse(Id(64)),
            draw.OneOf(1, 3, PurchaseLimits.MaxQuantity),
            draw.OneOf(0L, 1, 999, PurchaseLimits.MaxAmount / 7),
            Label())),
    ];

    private string Id(int most) =>
        draw.OneOf("a", "Z", "0") + Repeated(draw.OneOf(0, 1, 9, most - 1), () => draw.OneOf("b", "X", "5", ".", "_", ":", "-"));

    private string? Label() => draw.Chance(60)
        ? null
        : Repeated(draw.OneOf(1, 2, 9, 128), () => draw.OneOf("a", " ", "\"", "\\", "/", "<", "é", "\u2028", "\uE000", "漢", "🥐"));

    private Instant At() => draw.OneOf(
        Instant.FromUtc(1, 1, 2, 0, 0),
        Instant.FromUtc(1969, 12, 31, 23, 59, 59).PlusNanoseconds(999_999_999),
        Instant.FromUtc(2024, 2, 29, 12, 30).PlusNanoseconds(120_000_000),
        Instant.FromUtc(2026, 11, 22, 8, 15, 30),
        Instant.FromUtc(9999, 12, 30, 23, 59, 59));

    private static string Repeated(int count, Func<string> part) => string.Concat(Enumerable.Range(0, count).Select(_ => part()));
}
