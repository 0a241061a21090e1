using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Shop;

/// <summary>What the tills have to post: a sample of real purchases and refunds, and drawn ones with everything that goes wrong at
/// tills: twice, late, a refund before its purchase, a void weeks after.</summary>
internal sealed class Purchases
{
    private static readonly string[] Stores = ["online", "london-1", "lisbon-1"];
    private static readonly string[] Categories = ["tea", "gifts", "tobacco"];

    private static readonly JsonSerializerOptions Compact =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock gate = new();
    private readonly Random random;
    private readonly IReadOnlyList<string> members;
    private readonly Queue<string> real;
    private readonly List<(string Id, string Member, Instant At, long Amount)> sales = [];
    private readonly List<string> late = [];
    private readonly List<string> drawn = [];
    private int number;

    /// <param name="random">By what they are drawn.</param>
    /// <param name="members">Whose they are.</param>
    /// <param name="real">Events of real customers, lines of JSON, in an order of no matter.</param>
    public Purchases(Random random, IReadOnlyList<string> members, IEnumerable<string> real)
    {
        this.random = random;
        this.members = members;
        this.real = new(real);
    }

    /// <summary>The next ones of a till.</summary>
    public List<string> Next(int count, Instant now)
    {
        lock (gate)
        {
            var lines = Enumerable.Range(0, count).Select(_ => Draw(now)).OfType<string>().ToList();
            drawn.AddRange(lines);
            return lines;
        }
    }

    /// <summary>What has been held back until now.</summary>
    public List<string> Rest()
    {
        lock (gate)
        {
            var rest = late.ToList();
            late.Clear();
            return rest;
        }
    }

    // Null where what it draws is kept back, or there is nothing of it yet.
    private string? Draw(Instant now)
    {
        switch (random.Next(100))
        {
            case < 35 when real.TryDequeue(out var line):
                return line;
            case < 75:
                return MayBeLate(Sale(now));
            case < 87 when sales.Count > 0:
                return MayBeLate(Refund(now));
            case < 90 when sales.Count > 0:
                return MayBeLate(Void(now));
            case < 95 when late.Count > 0:
                var place = random.Next(late.Count);
                var kept = late[place];
                late.RemoveAt(place);
                return kept;
            default:
                return drawn.Count > 0 ? drawn[random.Next(drawn.Count)] : null;
        }
    }

    private string? MayBeLate(string line)
    {
        if (random.Next(8) > 0)
        {
            return line;
        }

        late.Add(line);
        return null;
    }

    private string Sale(Instant now)
    {
        var ago = random.Next(10) switch
        {
            < 6 => Duration.FromMinutes(random.Next(120)),
            < 8 => Duration.FromHours(random.Next(30 * 24)),
            8 => Duration.FromHours(random.Next(300 * 24)),
            _ => Duration.FromMinutes(-random.Next(18 * 60)),
        };
        var sale = (Id: Id(), Member: members[random.Next(members.Count)], At: now - ago, Amount: (long)random.Next(1, 300) * 100);
        sales.Add(sale);
        return Write(sale.Id, "purchase", sale.Member, sale.At, sale.Amount, null, Lines(sale.Amount));
    }

    private string Refund(Instant now)
    {
        var (id, member, _, amount) = sales[random.Next(sales.Count)];
        var back = Math.Max(1, random.Next(2) == 0 ? amount : random.NextInt64(amount * 2));
        return Write(Id(), "refund", member, now, back, id, random.Next(3) == 0 ? Lines(back) : null);
    }

    private string Void(Instant now)
    {
        var (id, member, _, _) = sales[random.Next(sales.Count)];
        return Write(Id(), "void", member, now, null, id, null);
    }

    private string Id() => string.Create(CultureInfo.InvariantCulture, $"e-{++number}");

    private object[]? Lines(long amount)
    {
        if (random.Next(2) == 0)
        {
            return null;
        }

        var first = random.NextInt64(amount + 1);
        return
        [
            new { category = Categories[random.Next(Categories.Length)], quantity = random.Next(1, 4), amount = first },
            new { category = Categories[random.Next(Categories.Length)], quantity = random.Next(1, 4), amount = amount - first },
        ];
    }

    private string Write(string id, string type, string member, Instant at, long? amount, string? purchase, object[]? lines)
    {
        var offset = Offset.FromHours(random.Next(-2, 3));
        return JsonSerializer.Serialize(
            new
            {
                id,
                type,
                purchase,
                member,
                store = Stores[random.Next(Stores.Length)],
                at = OffsetDateTimePattern.Rfc3339.Format(at.WithOffset(offset)),
                amount,
                currency = type == "void" ? null : "GBP",
                lines,
            },
            Compact);
    }
}
