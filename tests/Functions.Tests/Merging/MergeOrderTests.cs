using System.Text;
using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Tests.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Merging;

/// <summary>Events of two numbers in any order, with merges and undoing at any time between them.</summary>
public sealed class MergeOrderTests
{
    private static readonly string Program = Encoding.UTF8.GetString(Some.CoffeeProgram().Span);

    [Fact]
    public void What_is_merged_comes_to_what_all_events_come_to_and_what_is_undone_to_what_each_number_has_of_its_own() =>
        Property.Holds(150, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => CheckAsync(seed).GetAwaiter().GetResult());

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        await using var bench = await SendingBench.StartAsync(Program, "2026-11-22T12:00:00Z");
        foreach (var member in new[] { Merges.Kept, Merges.Old, "a", "b" })
        {
            await bench.EnrolAsync(new Profile(), member);
        }

        var events = Events(random);
        PurchaseEvent[] arriving = [.. events, .. events.Where(_ => random.Next(4) == 0)];
        random.Shuffle(arriving);
        var isMerged = false;
        var merges = 0;
        foreach (var one in arriving)
        {
            if (random.Next(5) == 0)
            {
                Assert.IsType<MergeResult.Done>(isMerged ? await bench.UndoAsync($"x-{merges}") : await bench.MergeAsync($"x-{++merges}"));
                isMerged = !isMerged;
            }

            bench.Clock.AdvanceSeconds(1);
            await CountAsync(bench, one);
        }

        foreach (var one in events)
        {
            await CountAsync(bench, one with { Member = MemberId.Parse(one.Member.ToString() == Merges.Kept ? "a" : "b") });
        }

        var (kept, old) = (await bench.MemberAsync(Merges.Kept), await bench.MemberAsync(Merges.Old));
        if (isMerged)
        {
            Same(Joint(events), kept, seed);
            Assert.Equal(kept.Id, old.Id);
        }
        else
        {
            foreach (var (member, never) in new[] { (kept, await bench.MemberAsync("a")), (old, await bench.MemberAsync("b")) })
            {
                Same(Joint(events.Where(one => one.Member == member.Id)), member, seed);
                Same(never.History, member, seed);
                Assert.Equal(
                    never.Rewards.Issued.Where(issued => issued.Value != 0), member.Rewards.Issued.Where(issued => issued.Value != 0));
                Assert.Equal(never.Rewards.Open.Length, member.Rewards.Open.Length);
            }
        }

        Assert.Empty(bench.Memory.All(Storage.Tables.Merges));
    }

    // The two numbers use the same ids, some of them for the same events.
    private static PurchaseEvent[] Events(Random random)
    {
        var ids = random.Next(1, 10);
        var events = new List<PurchaseEvent>();
        for (var i = 0; i < ids; i++)
        {
            var (one, other) = (Event(random, $"e-{i}"), Event(random, $"e-{i}"));
            events.AddRange(random.Next(5) switch
            {
                0 => Of(one, one),
                1 => Of(one, other),
                2 or 3 => Of(one, null),
                _ => Of(null, one),
            });
        }

        return [.. events];
    }

    private static IEnumerable<PurchaseEvent> Of(PurchaseEvent? kept, PurchaseEvent? old)
    {
        if (kept is not null)
        {
            yield return kept with { Member = MemberId.Parse(Merges.Kept) };
        }

        if (old is not null)
        {
            yield return old with { Member = MemberId.Parse(Merges.Old) };
        }
    }

    private static PurchaseEvent Event(Random random, string id)
    {
        var named = $"e-{random.Next(10)}";
        var quantity = random.Next(1, 4);
        return random.Next(6) switch
        {
            0 or 1 or 2 => Some.Coffees(quantity, id),
            3 => Some.CoffeesBack(quantity, id, named),
            4 => Some.Refund(id, named, quantity),
            _ => Some.Void(id, named),
        };
    }

    private static History Joint(IEnumerable<PurchaseEvent> events) =>
        JointLedger.Of(events.Select(one => new DatedEvent(one, new LocalDate(2026, 11, 22)))).History;

    private static void Same(History expected, Member member, int seed) => Assert.True(
        expected.Pack().AsSpan().SequenceEqual(member.History.Pack()), $"Seed {seed}: {member.Id} has another history.");

    private static async Task CountAsync(SendingBench bench, PurchaseEvent one) =>
        await bench.Get<Intake>().CountAsync(one.Member, [new ReceivedEvent(one, "EUR")], CancellationToken.None);
}
