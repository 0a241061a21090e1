using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using NodaTime;

namespace Loyalty.Benchmarks.Backtests;

/// <summary>Purchases of a year and a half, the members' of a day scattered as they come.</summary>
internal static class LargeFile
{
    private const int PurchasesEach = 30;
    private const int Step = 54_321;
    private const int DaysBetween = 18;

    private static readonly Instant Start = Instant.FromUtc(2025, 5, 23, 6, 0);

    public static void Write(string path, int members)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        for (var round = 0; round < PurchasesEach; round++)
        {
            // Every member once a round, in an order that is no order.
            for (var place = 0; place < members; place++)
            {
                var purchase = Purchase(round, place, (int)((long)place * Step % members), members);
                file.Write(EventJson.Write(purchase, SampleProgram.Program.Currency));
                file.WriteByte((byte)'\n');
            }
        }
    }

    private static Purchase Purchase(int round, int place, int member, int members)
    {
        var number = (round * members) + place;
        var (coffee, bakery) = (250 + (number % 7 * 60), 150 + (member % 90 * 45));
        return new()
        {
            Id = EventId.Parse($"till-7-{number:0000000}"),
            Member = MemberId.Parse($"m-{member:000000}"),
            Store = StoreId.Parse("riga-1"),
            At = Start + (Duration.FromDays(DaysBetween * round) + (Duration.FromDays(DaysBetween) * place / members)),
            Amount = coffee + bakery,
            Lines = [new(Category.Parse("coffee"), 1 + (number % 3), coffee), new(Category.Parse("bakery"), 1, bakery)],
        };
    }
}
