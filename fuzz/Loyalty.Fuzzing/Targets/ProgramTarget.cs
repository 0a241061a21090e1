using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Fuzzing.Targets;

/// <summary>A program is refused with errors, or judges members, of whom one has bought nothing and one has bought.</summary>
public sealed class ProgramTarget : IFuzzTarget
{
    private static readonly LocalDate Today = new(2026, 11, 2);

    private static readonly byte[] Purchase =
        """{"id":"t-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-01T10:15:30+02:00","amount":125000,"currency":"EUR","lines":[{"category":"coffee","quantity":200,"amount":125000}]}"""u8.ToArray();

    public string Name => "program";

    public int Share => 50;

    public IEnumerable<byte[]> Seeds =>
    [
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "config", "program.json")),
        """{"name":"A","currency":"EUR","zone":"Europe/Riga","tiers":{"window":{"months":12},"levels":[{"id":"a","name":"A"}]}}"""u8.ToArray(),
    ];

    public void Check(ReadOnlyMemory<byte> input)
    {
        if (ProgramJson.Parse(input) is not Parsed<LoyaltyProgram>.Good(var program))
        {
            return;
        }

        var versions = new ProgramVersions(program);
        Standing.Evaluate(versions, History.Empty, Today);
        if (EventJson(program) is { } purchase)
        {
            var events = new EventSet();
            events.Add(purchase);
            var history = events.HistoryOf(purchase.Member, program);
            var standing = Standing.Evaluate(versions, history, Today);
            Require.That(Standing.Evaluate(versions, History.Unpack(history.Pack()), Today).Tier == standing.Tier, "Packed, the history stands elsewhere.");
        }
    }

    private static PurchaseEvent? EventJson(LoyaltyProgram program) =>
        Wire.Events.EventJson.Parse(
            Purchase.AsSpan().ToArray(), program.Currency) is Parsed<PurchaseEvent>.Good(var read) ? read : null;
}
