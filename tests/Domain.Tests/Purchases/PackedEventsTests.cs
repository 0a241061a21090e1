using Loyalty.Domain.Purchases;
using Loyalty.Domain.Tests.Wire;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Tests.Purchases;

public sealed class PackedEventsTests
{
    [Fact]
    public void What_is_packed_comes_out_as_the_same_event_with_its_line() =>
        Property.Holds(2_000, DrawnWireEvents.Any(), drawn =>
        {
            var events = new PackedEvents();
            events.Add(events.Pack(3_000_000, drawn));

            Assert.Equal([(3_000_000, drawn)], All(events).SelectMany(part => part));
        });

    [Fact]
    public void The_events_of_a_member_are_in_one_part_in_their_order()
    {
        var events = new PackedEvents();
        for (var line = 1; line <= 30_000; line++)
        {
            events.Add(events.Pack(line, Some.Purchase(id: $"p-{line}") with { Member = MemberId.Parse($"m-{line % 300}") }));
        }

        var parts = All(events);

        Assert.Equal(30_000, parts.Sum(part => part.Count));
        Assert.Equal(300, parts.Sum(part => part.Select(one => one.Event.Member).Distinct().Count()));
        Assert.All(parts, part => Assert.Equal(part.Order(Comparer<(int Line, PurchaseEvent)>.Create((a, b) => a.Line.CompareTo(b.Line))), part));
    }

    [Fact]
    public void A_part_is_taken_once()
    {
        var events = new PackedEvents();
        events.Add(events.Pack(1, Some.Purchase()));
        All(events);

        Assert.All(All(events), Assert.Empty);
    }

    private static List<List<(int Line, PurchaseEvent Event)>> All(PackedEvents events) =>
        [.. Enumerable.Range(0, PackedEvents.Parts).Select(part => events.Take(part).ToList())];
}
