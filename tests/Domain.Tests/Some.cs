using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests;

/// <summary>Events and programs that are valid, so that a test states only what matters to it.</summary>
internal static class Some
{
    public const string At = "2024-05-15T12:00:00Z";

    public static Purchase Purchase(long amount = 1000, string at = At, string id = "p-1", long discount = 0) => new()
    {
        Id = EventId.Parse(id),
        Member = MemberId.Parse("m-1"),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
        Amount = amount,
        Discount = discount,
    };

    /// <summary>A purchase of the lines' amounts together.</summary>
    public static Purchase Purchase(params Line[] lines) =>
        Purchase(lines.Sum(line => line.Amount)) with { Lines = [.. lines] };

    public static Refund Refund(long amount = 1000, string of = "p-1", string id = "r-1", string at = At) => new()
    {
        Id = EventId.Parse(id),
        Purchase = EventId.Parse(of),
        Member = MemberId.Parse("m-1"),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
        Amount = amount,
    };

    /// <summary>A refund of the lines' amounts together, of <see cref="Purchase(Line[])"/>.</summary>
    public static Refund Refund(params Line[] lines) =>
        Refund(lines.Sum(line => line.Amount)) with { Lines = [.. lines] };

    public static PurchaseVoid Void(string of = "p-1", string id = "v-1", string at = At) => new()
    {
        Id = EventId.Parse(id),
        Purchase = EventId.Parse(of),
        Member = MemberId.Parse("m-1"),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
    };

    public static Line Line(string category, int quantity, long amount) => new(Category.Parse(category), quantity, amount);

    /// <summary>Two levels, of which the second takes a spend of 10,000 in 12 months.</summary>
    public static LoyaltyProgram Program(TierRules? tiers = null) => new()
    {
        Name = "Bean & Leaf",
        Currency = "EUR",
        Zone = DateTimeZoneProviders.Tzdb["Europe/Riga"],
        Tiers = tiers ?? new TierRules
        {
            Window = new TierWindow.Rolling(12),
            KeepMonths = 12,
            Levels = [Level("bronze"), Level("silver") with { Spend = 10_000 }],
        },
    };

    public static Level Level(string id) => new() { Id = id, Name = id };

    public static RewardTerms Reward(string id, int issueAfterDays = 0) => new()
    {
        Id = id,
        Name = id,
        Value = new RewardValue.Item(null),
        ValidForDays = 30,
        IssueAfterDays = issueAfterDays,
    };
}
