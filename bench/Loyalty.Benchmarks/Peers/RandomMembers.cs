using System.Collections.Immutable;
using Loyalty.Benchmarks.Intake;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using NodaTime;

namespace Loyalty.Benchmarks.Peers;

/// <summary>Members with all that can happen to a purchase: refunds of part, of all and of more, voids, and either before the purchase or
/// without one; events twice, and other events under a used id; everything in any order.</summary>
internal sealed class RandomMembers
{
    private const int Seed = 7;
    private const int Members = 60;
    private const int PurchasesAtMost = 60;
    private const int DaysAtMost = 1_200;

    // From one date to the first that is out of its window, or on which its level lapses.
    private static readonly int[] Months = [-3, -5, -12, -24];

    private readonly Random random = new(Seed);
    private readonly List<PurchaseEvent> told = [];
    private readonly PeerProgram program;

    public RandomMembers(PeerProgram program)
    {
        this.program = program;
        for (var member = 0; member < Members; member++)
        {
            Tell(MemberId.Parse($"m-{member}"), random.Next(1, PurchasesAtMost), random.Next(1, DaysAtMost));
        }
    }

    public static LocalDate Today { get; } = new(2013, 6, 30);

    /// <summary>Each once, in an order by chance.</summary>
    public IReadOnlyList<SampleEvent> Events()
    {
        var events = told.ToArray();
        random.Shuffle(events);
        return Sample(events);
    }

    /// <summary>Some of them again, and others under the ids of some, none of which count.</summary>
    public IReadOnlyList<SampleEvent> Again() => Sample([
        .. told.Where((_, place) => place % 5 == 0),
        .. told.OfType<Purchase>().Where((_, place) => place % 7 == 0).Select(purchase => purchase with { Amount = purchase.Amount + 1 }),
    ]);

    public IReadOnlyDictionary<string, string> Standings(LocalDate date)
    {
        var set = new EventSet();
        told.ForEach(one => set.Add(one));
        return set.Members.ToDictionary(
            member => member.ToString(),
            member => Stood.Of(Standing.Evaluate(new(program.Program), set.HistoryOf(member, program.Program), date)));
    }

    private void Tell(MemberId member, int purchases, int days)
    {
        var at = Today.AtMidnight().InUtc().ToInstant();
        for (var number = 0; number < purchases; number++)
        {
            at = random.Next(3) == 0
                ? at.InUtc().LocalDateTime.PlusMonths(Months[random.Next(Months.Length)]).InUtc().ToInstant()
                : Some(days);
            var purchase = new Purchase
            {
                Id = EventId.Parse($"p-{number}"),
                Member = member,
                Store = StoreId.Parse("online"),
                At = at,
                Amount = random.Next(12) switch { 0 => 0, 1 => 999, 2 => 75_000, _ => random.Next(40_000) },
                Discount = random.Next(3) == 0 ? random.Next(1, 1_500) : 0,
            };
            told.Add(purchase);
            TakeBack(purchase, number);
        }
    }

    // Nights and midnights, and the hours that are twice or not at all, as well as days.
    private Instant Some(int days) =>
        Today.AtMidnight().InUtc().ToInstant() - Duration.FromMinutes((random.Next(days * 24) * 60) + random.Next(2));

    private void TakeBack(Purchase purchase, int number)
    {
        for (var again = random.Next(-2, 3); again > 0; again--)
        {
            var refund = new Refund
            {
                Id = EventId.Parse($"r-{number}-{again}"),
                Member = purchase.Member,
                Store = purchase.Store,
                At = purchase.At + Duration.FromHours(again),
                Purchase = random.Next(10) == 0 ? EventId.Parse("nobody-knows") : purchase.Id,
                Amount = random.Next(3) == 0 ? Math.Max(1, purchase.Amount) : random.Next(1, 20_000),
            };
            told.Add(random.Next(8) > 0 ? refund : new PurchaseVoid
            {
                Id = refund.Id,
                Member = refund.Member,
                Store = refund.Store,
                At = refund.At,
                Purchase = refund.Purchase,
            });
        }
    }

    private ImmutableArray<SampleEvent> Sample(ReadOnlySpan<PurchaseEvent> events)
    {
        var sample = ImmutableArray.CreateBuilder<SampleEvent>(events.Length);
        foreach (var one in events)
        {
            sample.Add(new(one.Member.ToString(), one.Id.ToString(), EventJson.Write(one, program.Program.Currency)));
        }

        return sample.MoveToImmutable();
    }
}
