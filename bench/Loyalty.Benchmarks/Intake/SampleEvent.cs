using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>A purchase that earns nothing, so that it costs one read and one transaction.</summary>
internal sealed record SampleEvent(string Member, string Id, byte[] Json)
{
    private const int Dates = 7;

    /// <summary>One round of events, the next member's after each: so where there are as many members as events, each is its
    /// member's only one.</summary>
    public static IReadOnlyList<SampleEvent> Round(int round, int events, int members, Instant now) =>
        Round(round, events, Layout.Of(members), now);

    /// <summary>One round of events.</summary>
    public static IReadOnlyList<SampleEvent> Round(int round, int events, Layout layout, Instant now) =>
    [
        .. Enumerable.Range(0, events).Select(number =>
            Of($"m-{layout.MemberOf(number)}", $"till-{round}-{number}", now - Duration.FromDays(number % Dates))),
    ];

    public static SampleEvent Of(string member, string id, Instant at)
    {
        var purchase = new Purchase
        {
            Id = EventId.Parse(id),
            Member = MemberId.Parse(member),
            Store = StoreId.Parse("riga-1"),
            At = at,
            Amount = 375,
            Lines = [new(Category.Parse("bakery"), 2, 250, "B-7"), new(Category.Parse("fruit"), 1, 125, "F-12")],
            Channel = "till",
            Cashier = "c-4",
        };
        return new(member, id, [.. EventJson.Write(purchase, SampleProgram.Program.Currency), .. "\n"u8]);
    }
}
