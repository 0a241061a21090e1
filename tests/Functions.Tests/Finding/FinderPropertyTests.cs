using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Finding;

/// <summary>Members buy, give back, change their names, are erased and stay away, and calls to the store fail now and then: whoever is
/// looked for is found as if all members had been gone over.</summary>
public sealed class FinderPropertyTests
{
    private const int Steps = 30;
    private const int Queries = 12;

    private static readonly string[] Members = ["m-1", "m-2", "m-10", "M-3", "anna", "x:4", "z_5", "7"];
    private static readonly string?[] Names = [null, "Anna Bērziņa", "anna", "Anna-Maria O'Neil", "Ännä Berg", "李 小龙", "Zoë", "M 10"];
    private static readonly string?[] Emails = [null, "ann@example.com", "anna.b@example.org", "zoe+news@mail.example.com"];
    private static readonly string?[] Phones = [null, "+371 2000 0000", "+37120000000", "20000000"];
    private static readonly string?[] Cards = [null, "c-1", "anna"];
    private static readonly string[] Typed =
        ["a", "anna", "ANNA", "ännä", "maria", "o'neil", "anna-m", "neil", "m-1", "m-10", "m", "ber anna", "ann@", "@example", "@mail.ex", "zoe+",
            "李", "小龙", "+371 2000 0000", "+37120000000", "20000000", "c-1", "nobody", "a a a"];

    [Fact]
    public void Every_query_gives_what_going_over_all_members_gives() =>
        Property.Holds(120, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => PlayAsync(seed).GetAwaiter().GetResult());

    private static async Task PlayAsync(int seed)
    {
        await using var bench = await FinderBench.StartAsync();
        var random = new Random(seed);
        var bought = new List<(string Member, string Purchase)>();
        for (var step = 0; step < Steps; step++)
        {
            var failing = random.Next(2) == 0 ? random.Next(1, 30) : 0;
            var fault = random.Next(2) == 0 ? WatchedStore.Fault.Before : WatchedStore.Fault.After;
            bench.Shop.Store.Forget();
            bench.Shop.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
            try
            {
                await StepAsync(bench, random, bought, step);
            }
            catch (StoreUnavailableException)
            {
                // What a crash leaves is for the timers.
            }

            bench.Shop.Store.Faults = (_, _) => WatchedStore.Fault.None;
        }

        await bench.SettleAsync();
        var all = await bench.SeenAsync(Members);
        Assert.Equal(all.Select(seen => seen.Member).Order(), Listed(bench));
        for (var asked = 0; asked < Queries; asked++)
        {
            var query = Draw(random);
            var expected = FinderModel.Answer(all, query).Select(FinderModel.Line);
            var found = await bench.FindAsync(query.Text, random.Next(1, 5));
            Assert.True(
                expected.SequenceEqual(found),
                $"Seed {seed}, {query.Text}:\n{string.Join('\n', expected)}\nbut\n{string.Join('\n', found)}\nof\n{string.Join('\n', all)}");
        }
    }

    private static async Task StepAsync(FinderBench bench, Random random, List<(string Member, string Purchase)> bought, int step)
    {
        var member = Members[random.Next(Members.Length)];
        var now = InstantPattern.ExtendedIso.Format(bench.Shop.Now - Duration.FromDays(random.Next(random.Next(2) == 0 ? 2 : 90)));
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                bought.Add((member, $"p-{step}"));
                await CountAsync(bench, Some.Purchase($"p-{step}", random.Next(1, 100) * 100, now, member));
                break;
            case 4 when bought.Count > 0:
                var (buyer, purchase) = bought[random.Next(bought.Count)];
                await CountAsync(bench, Some.Refund($"r-{step}", purchase, random.Next(1, 5000), now, buyer));
                break;
            case 5 or 6 or 7:
                await bench.Shop.EnrolAsync(
                    new Profile { Name = One(random, Names), Email = One(random, Emails), Phone = One(random, Phones), Card = One(random, Cards) },
                    member);
                break;
            case 8 when random.Next(3) == 0:
                await bench.EraseAsync(member);
                bench.Shop.Store.Faults = (_, _) => WatchedStore.Fault.None;
                // Staff see that it failed, and ask again.
                await bench.EraseAsync(member);
                break;
            case 9:
                bench.Shop.Clock.AdvanceDays(random.Next(1, 40));
                break;
            case 10:
                bench.Shop.Clock.AdvanceMinutes(random.Next(1, 90));
                break;
            default:
                await bench.RefreshAsync();
                break;
        }
    }

    private static async Task CountAsync(FinderBench bench, PurchaseEvent one) => await bench.Shop
        .Get<Intake>().CountAsync(one.Member, [new ReceivedEvent(one, "EUR")], CancellationToken.None);

    private static IEnumerable<string> Listed(FinderBench bench) => bench.Shop.Memory.All(Tables.Finder)
        .Where(row => row.Fields.Text("tier") is not null)
        .Select(row => row.Fields.Text("member")!)
        .Distinct()
        .Order();

    private static FinderModel.Query Draw(Random random)
    {
        var query = new FinderModel.Query(
            random.Next(2) == 0 ? null : One(random, Typed),
            random.Next(3) == 0 ? One(random, ["bronze", "silver", "gold", "none"]) : null,
            random.Next(4) == 0 ? Date() : null,
            random.Next(4) == 0 ? Date() : null,
            random.Next(4) == 0 ? random.Next(20) * 500 : null,
            random.Next(4) == 0 ? (random.Next(20) * 500) + 10_000 : null,
            One(random, ["lastVisit", "spend", "name", "member"]),
            random.Next(2) == 0);
        return query.VisitedTo < query.VisitedFrom
            ? query with { VisitedFrom = query.VisitedTo, VisitedTo = query.VisitedFrom }
            : query;

        LocalDate Date() => new LocalDate(2026, 8, 1).PlusDays(random.Next(400));
    }

    private static T One<T>(Random random, T[] some) => some[random.Next(some.Length)];
}
