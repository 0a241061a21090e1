using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Fuzzing.Targets;

/// <summary>An event is refused with errors, or comes back from its one written form as what it was.</summary>
public sealed class EventTarget : IFuzzTarget
{
    internal const string Currency = "EUR";

    internal static readonly Instant Received = Instant.FromUtc(2026, 11, 2, 12, 0);

    public string Name => "event";

    public int Share => 300;

    public IEnumerable<byte[]> Seeds =>
    [
        """{"id":"t-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30+02:00","amount":1250,"discount":50,"currency":"EUR","channel":"web","cashier":"7","attribution":"spring","lines":[{"sku":"a","category":"coffee","quantity":2,"amount":700},{"category":"bakery","quantity":1,"amount":500}]}"""u8.ToArray(),
        """{"id":"t-2","type":"refund","purchase":"t-1","member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30.123456789Z","amount":700,"currency":"EUR","lines":[{"category":"coffee","quantity":2,"amount":700}]}"""u8.ToArray(),
        """{"id":"t-3","type":"void","purchase":"t-1","member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30-12:00"}"""u8.ToArray(),
    ];

    public void Check(ReadOnlyMemory<byte> input) => CheckParsed(EventJson.Parse(input, Currency, Received), input.Length);

    internal static void CheckParsed(Parsed<PurchaseEvent> parsed, int length)
    {
        if (parsed is not Parsed<PurchaseEvent>.Good(var read))
        {
            Require.That(!((Parsed<PurchaseEvent>.Bad)parsed).Errors.IsEmpty, "Refused without an error.");
            return;
        }

        var written = EventJson.Write(read, Currency);
        Require.That(written.Length <= length, "The written form is longer than what was read.");
        Require.That(EventJson.Parse(written, Currency, Received) is Parsed<PurchaseEvent>.Good(var again) && again == read, "Read again it is another event.");
        Require.That(EventJson.Write(read, Currency).AsSpan().SequenceEqual(written), "There are two written forms.");
    }
}
