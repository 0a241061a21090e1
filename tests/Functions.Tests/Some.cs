using System.Text;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using NodaTime.Text;

namespace Loyalty.Functions.Tests;

/// <summary>Events and programs that are valid, so that a test states only what matters to it.</summary>
internal static class Some
{
    public const string At = "2026-11-22T10:15:30Z";

    /// <summary>A program under which spending earns nothing but, at 1,000.00, silver and its reward.</summary>
    public static ReadOnlyMemory<byte> Program(
        string validFor = "30", string issueAfter = "0", string stamps = "[]", string coffee = "A free coffee", long silver = 100_000) =>
        Encoding.UTF8.GetBytes($$"""
            {
              "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
              "tiers": {
                "window": { "kind": "lifetime" },
                "levels": [
                  { "id": "bronze", "name": "Bronze" },
                  { "id": "silver", "name": "Silver", "spend": {{silver}}, "reward": "fiver" }
                ]
              },
              "stamps": {{stamps}},
              "rewards": {
                "freeCoffee": {
                  "name": "{{coffee}}", "kind": "item", "item": "coffee",
                  "validFor": { "days": {{validFor}} }, "issueAfter": { "days": {{issueAfter}} }
                },
                "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 } }
              }
            }
            """);

    /// <summary>The same, and each coffee earns another one.</summary>
    public static ReadOnlyMemory<byte> CoffeeProgram(string validFor = "30", string issueAfter = "0", string coffee = "A free coffee") =>
        Program(
            validFor,
            issueAfter,
            """[{ "id": "coffee", "name": "Coffee card", "count": "units", "category": "coffee", "every": 1, "reward": "freeCoffee" }]""",
            coffee);

    public static KeyedHashes Hashes { get; } = new(Microsoft.Extensions.Options.Options.Create(
        new LookupOptions { Keys = [new() { Secret = Convert.ToBase64String(new byte[32]) }] }));

    public static Purchase Purchase(string id = "p-1", long amount = 1000, string at = At, string member = "m-1") => new()
    {
        Id = EventId.Parse(id),
        Member = MemberId.Parse(member),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
        Amount = amount,
    };

    /// <summary>A purchase of so many coffees, which are a reward each under the <see cref="CoffeeProgram"/>.</summary>
    public static Purchase Coffees(int quantity, string id = "p-1", string at = At, string member = "m-1") =>
        Purchase(id, quantity, at, member) with { Lines = [Line("coffee", quantity, quantity)] };

    public static Refund Refund(string id = "r-1", string of = "p-1", long amount = 1000, string at = At, string member = "m-1") => new()
    {
        Id = EventId.Parse(id),
        Purchase = EventId.Parse(of),
        Member = MemberId.Parse(member),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
        Amount = amount,
    };

    /// <summary>A refund of so many coffees at the price of <see cref="Coffees"/>.</summary>
    public static Refund CoffeesBack(int quantity, string id = "r-1", string of = "p-1") =>
        Refund(id, of, quantity) with { Lines = [Line("coffee", quantity, quantity)] };

    public static PurchaseVoid Void(string id = "v-1", string of = "p-1", string at = At, string member = "m-1") => new()
    {
        Id = EventId.Parse(id),
        Purchase = EventId.Parse(of),
        Member = MemberId.Parse(member),
        Store = StoreId.Parse("riga-1"),
        At = InstantPattern.ExtendedIso.Parse(at).Value,
    };

    public static Line Line(string category, int quantity, long amount) => new(Category.Parse(category), quantity, amount);
}
