using System.Text;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Wire;

public sealed class WireProperties
{
    private const string Event = """
        {"id":"7","type":"refund","purchase":"6","member":"m","store":"s","at":"2026-11-22T10:15:30.5+02:00","amount":30,"currency":"EUR","discount":1,"lines":[{"category":"a","quantity":2,"amount":10,"sku":"é\n"},{"category":"b","quantity":1,"amount":20}],"channel":"web \"shop\""}
        """;

    private const string CloudEvent = """
        {"specversion":"1.0","type":"loyalty.void.v1","id":"7","source":"/t","data":{"type":"void","purchase":"6","member":"m","store":"s","at":"2026-11-22T10:15:30Z"}}
        """;

    private static readonly string Program = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "program.json"));

    [Fact]
    public void What_is_written_is_read_back_as_the_same_event() =>
        Property.Holds(2_000, DrawnWireEvents.Any(), drawn =>
        {
            var written = EventJson.Write(drawn, "EUR");
            var read = Pointers.Good(EventJson.Parse(written, "EUR"));
            Assert.Equal(drawn, read);
            Assert.Equal(written, EventJson.Write(read, "EUR"));
            Assert.Equal(EventJson.Hash(drawn), EventJson.Hash(read));
        });

    [Fact]
    public void Two_events_have_one_hash_only_where_they_are_the_same() =>
        Property.Holds(1_000, DrawnWireEvents.Any(), drawn =>
        {
            PurchaseEvent[] others =
            [
                drawn with { At = drawn.At + Duration.Epsilon },
                drawn with { Channel = $"{drawn.Channel}+" },
                drawn with { Attribution = drawn.Cashier, Cashier = drawn.Attribution },
                .. drawn is Purchase purchase ? new[] { purchase with { Amount = purchase.Amount + 1 } } : [],
                .. drawn is Refund refund ? new[] { refund with { Discount = refund.Discount + 1 } } : [],
            ];
            Assert.All(others, other => Assert.Equal(
                other == drawn, EventJson.Hash(other).AsSpan().SequenceEqual(EventJson.Hash(drawn))));
        });

    [Fact]
    public void No_text_makes_the_parsers_throw_and_what_is_good_is_written_no_longer_than_it_came() =>
        Property.Holds(20_000, MutatedText.Of(Event, CloudEvent), text =>
        {
            switch (EventJson.Parse(text, "EUR"))
            {
                case Parsed<PurchaseEvent>.Good(var read):
                    Assert.InRange(EventJson.Write(read, "EUR").Length, 0, text.Length);
                    break;
                case Parsed<PurchaseEvent>.Bad(var errors):
                    Assert.All(errors, IsWell);
                    break;
            }

            if (CloudEventJson.Parse(text, "EUR") is Parsed<PurchaseEvent>.Bad bad)
            {
                Assert.All(bad.Errors, IsWell);
            }
        });

    [Fact]
    public void No_text_makes_the_parser_of_programs_throw() =>
        Property.Holds(2_000, MutatedText.Of(Program), text =>
        {
            if (ProgramJson.Parse(text) is Parsed<Programs.LoyaltyProgram>.Bad bad)
            {
                Assert.All(bad.Errors, IsWell);
            }
        });

    private static void IsWell(JsonError error)
    {
        Assert.Matches("^(/([^~/]|~0|~1)*)*$", error.Pointer);
        Assert.InRange(error.Detail.Length, 10, 600);
        Assert.EndsWith(".", error.Detail, StringComparison.Ordinal);
        Assert.Equal(error.Detail, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(error.Detail)));
    }
}
