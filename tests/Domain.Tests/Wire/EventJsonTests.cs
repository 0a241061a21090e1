using System.Text.Json.Nodes;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Wire;

public sealed class EventJsonTests
{
    private const string Purchase = """
        {"id":"till-7-000123","type":"purchase","member":"m-1001","store":"riga-1","at":"2026-11-22T10:15:30+02:00","amount":1250,"currency":"EUR","discount":150,"lines":[{"category":"coffee","quantity":2,"amount":700,"sku":"C-12"},{"category":"bakery","quantity":1,"amount":550}]}
        """;

    private const string Refund = """
        {"id":"till-7-000140","type":"refund","purchase":"till-7-000123","member":"m-1001","store":"riga-1","at":"2026-11-23T09:00:00+02:00","amount":500,"currency":"EUR"}
        """;

    private const string Void = """
        {"id":"till-7-000141","type":"void","purchase":"till-7-000123","member":"m-1001","store":"riga-1","at":"2026-11-23T09:05:00+02:00"}
        """;

    [Fact]
    public void A_purchase_is_read_whole()
    {
        var read = Pointers.Good(Pointers.Event(Purchase));

        Assert.Equal(
            new Purchase
            {
                Id = EventId.Parse("till-7-000123"),
                Member = MemberId.Parse("m-1001"),
                Store = StoreId.Parse("riga-1"),
                At = Instant.FromUtc(2026, 11, 22, 8, 15, 30),
                Amount = 1250,
                Discount = 150,
                Lines =
                [
                    new Line(Category.Parse("coffee"), 2, 700, "C-12"),
                    new Line(Category.Parse("bakery"), 1, 550),
                ],
            },
            read);
    }

    [Fact]
    public void A_refund_and_a_void_name_their_purchase()
    {
        var refund = Assert.IsType<Refund>(Pointers.Good(Pointers.Event(Refund)));
        var purchaseVoid = Assert.IsType<PurchaseVoid>(Pointers.Good(Pointers.Event(Void)));

        Assert.Equal(("till-7-000123", 500L), (refund.Purchase.ToString(), refund.Amount));
        Assert.Equal("till-7-000123", purchaseVoid.Purchase.ToString());
    }

    // Each row: a field, what it is set to (nothing: it is taken out), and where the errors are.
    [Theory]
    [InlineData("id", "", "/id")]
    [InlineData("id", "null", "/id")]
    [InlineData("id", "7", "/id")]
    [InlineData("id", "\"\"", "/id")]
    [InlineData("id", "\".a\"", "/id")]
    [InlineData("id", "\"a b\"", "/id")]
    [InlineData("id", "\"ā\"", "/id")]
    [InlineData("id", "\"\\ud800\"", "/id")]
    [InlineData("id", "[\"a\"]", "/id")]
    [InlineData("id", "\"\\u0061:b_c.d-e\"", "")]
    [InlineData("type", "", "/type")]
    [InlineData("type", "\"Purchase\"", "/type")]
    [InlineData("type", "\"sale\"", "/type")]
    [InlineData("type", "{}", "/type")]
    [InlineData("type", "\"refund\"", "/purchase")]
    [InlineData("type", "\"void\"", "/purchase")]
    [InlineData("member", "", "/member")]
    [InlineData("member", "\"me@example.com\"", "/member")]
    [InlineData("member", "\"+371 20000000\"", "/member")]
    [InlineData("member", "1001", "/member")]
    [InlineData("store", "", "/store")]
    [InlineData("store", "\"riga/1\"", "/store")]
    [InlineData("store", "true", "/store")]
    [InlineData("purchase", "5", "")]
    [InlineData("at", "", "/at")]
    [InlineData("at", "1700000000", "/at")]
    [InlineData("at", "\"2026-11-22\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15+02:00\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30+0200\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30+02\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30.+02:00\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30.5\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30 +02:00\"", "/at")]
    [InlineData("at", "\"2026-11-31T10:15:30Z\"", "/at")]
    [InlineData("at", "\"2026-02-29T10:15:30Z\"", "/at")]
    [InlineData("at", "\"2026-13-01T10:15:30Z\"", "/at")]
    [InlineData("at", "\"2026-00-01T10:15:30Z\"", "/at")]
    [InlineData("at", "\"2026-11-00T10:15:30Z\"", "/at")]
    [InlineData("at", "\"2026-11-22T24:00:00Z\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:60:00Z\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30+24:00\"", "/at")]
    [InlineData("at", "\"2026-11-22T10:15:30+02:60\"", "/at")]
    [InlineData("at", "\"22026-11-22T10:15:30Z\"", "/at")]
    [InlineData("at", "\"0000-11-22T10:15:30Z\"", "/at")]
    [InlineData("at", "\"0001-01-01T10:15:30Z\"", "/at")]
    [InlineData("at", "\"0001-01-02T00:00:00+00:01\"", "/at")]
    [InlineData("at", "\"0001-01-02T00:00:00Z\"", "")]
    [InlineData("at", "\"9999-12-30T23:59:59.999999999Z\"", "")]
    [InlineData("at", "\"9999-12-31T00:00:00Z\"", "/at")]
    [InlineData("at", "\"9999-12-31T23:59:59-23:59\"", "/at")]
    [InlineData("at", "\"2026-11-22t10:15:30z\"", "")]
    [InlineData("at", "\"2024-02-29T10:15:30.123456789012-00:00\"", "")]
    [InlineData("amount", "", "/amount")]
    [InlineData("amount", "null", "/amount")]
    [InlineData("amount", "\"1250\"", "/amount")]
    [InlineData("amount", "-1", "/amount")]
    [InlineData("amount", "1250.0", "/amount")]
    [InlineData("amount", "1.25e3", "/amount")]
    [InlineData("amount", "125E1", "/amount")]
    [InlineData("amount", "1000000000001", "/amount")]
    [InlineData("amount", "99999999999999999999999999", "/amount")]
    [InlineData("amount", "1e999999999", "/amount")]
    [InlineData("amount", "false", "/amount")]
    [InlineData("amount", "1251", "/lines")]
    [InlineData("currency", "", "/currency")]
    [InlineData("currency", "\"USD\"", "/currency")]
    [InlineData("currency", "\"eur\"", "/currency")]
    [InlineData("currency", "978", "/currency")]
    [InlineData("discount", "", "")]
    [InlineData("discount", "null", "")]
    [InlineData("discount", "0", "")]
    [InlineData("discount", "-1", "/discount")]
    [InlineData("discount", "0.5", "/discount")]
    [InlineData("discount", "1000000000000", "")]
    [InlineData("discount", "1000000000001", "/discount")]
    [InlineData("discount", "\"0\"", "/discount")]
    [InlineData("lines", "", "")]
    [InlineData("lines", "null", "")]
    [InlineData("lines", "[]", "/lines")]
    [InlineData("lines", "{}", "/lines")]
    [InlineData("lines", "\"coffee\"", "/lines")]
    [InlineData("lines", "[null]", "/lines/0")]
    [InlineData("lines", "[7,[]]", "/lines/0 /lines/1")]
    [InlineData("lines", "[{}]", "/lines/0/category /lines/0/quantity /lines/0/amount")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":1,\"amount\":1249}]", "/lines")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":1,\"amount\":1250,\"size\":{\"big\":[true]}}]", "")]
    [InlineData("lines", "[{\"category\":\"\",\"quantity\":0,\"amount\":-1,\"sku\":\"\"}]",
        "/lines/0/category /lines/0/quantity /lines/0/amount /lines/0/sku")]
    [InlineData("lines", "[{\"category\":\"c d\",\"quantity\":10001,\"amount\":1.0,\"sku\":7}]",
        "/lines/0/category /lines/0/quantity /lines/0/amount /lines/0/sku")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":10000,\"amount\":1250,\"sku\":\"a\\nb\"}]", "/lines/0/sku")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":1.5,\"amount\":1250}]", "/lines/0/quantity")]
    [InlineData("attribution", "\"\"", "/attribution")]
    [InlineData("attribution", "\"a\\u0000\"", "/attribution")]
    [InlineData("attribution", "\"spring sale, ☕\"", "")]
    [InlineData("channel", "7", "/channel")]
    [InlineData("channel", "\"\\ud83d\"", "/channel")]
    [InlineData("cashier", "[]", "/cashier")]
    [InlineData("cashier", "\"\\u007f\"", "/cashier")]
    [InlineData("note", "{\"unknown\":[1,2,{\"deep\":1e99}]}", "")]
    [InlineData("\\ud800", "\"\\udc00\"", "")]
    public void A_field_that_is_wrong_is_pointed_at(string field, string value, string pointers) =>
        Assert.Equal(pointers, Pointers.Of(Pointers.Event(With(Purchase, field, value))));

    [Theory]
    [InlineData("amount", "0", "/amount")]
    [InlineData("amount", "", "/amount")]
    [InlineData("purchase", "", "/purchase")]
    [InlineData("purchase", "\"\"", "/purchase")]
    [InlineData("purchase", "12", "/purchase")]
    [InlineData("currency", "", "/currency")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":1,\"amount\":500}]", "")]
    [InlineData("lines", "[{\"category\":\"c\",\"quantity\":1,\"amount\":501}]", "/lines")]
    public void A_refund_has_rules_of_its_own(string field, string value, string pointers) =>
        Assert.Equal(pointers, Pointers.Of(Pointers.Event(With(Refund, field, value))));

    [Theory]
    [InlineData("amount", "\"anything\"", "")]
    [InlineData("amount", "-1.5", "")]
    [InlineData("discount", "{}", "")]
    [InlineData("lines", "[7]", "")]
    [InlineData("currency", "null", "")]
    [InlineData("currency", "\"EUR\"", "")]
    [InlineData("currency", "\"USD\"", "/currency")]
    [InlineData("purchase", "", "/purchase")]
    public void Of_a_void_what_it_needs_none_of_is_ignored(string field, string value, string pointers) =>
        Assert.Equal(pointers, Pointers.Of(Pointers.Event(With(Void, field, value))));

    [Fact]
    public void All_errors_are_told_at_once_in_the_contracts_order() => Assert.Equal(
        "/id /type /member /store /at /amount /currency /discount /lines /attribution /channel /cashier",
        Pointers.Of(Pointers.Event(
            """
            {"cashier":"","channel":"","attribution":"","lines":0,"discount":-1,"currency":0,"amount":-1,"at":0,"store":0,"member":0,"type":0,"id":0}
            """)));

    [Fact]
    public void An_empty_object_lacks_what_a_purchase_needs() =>
        Assert.Equal("/id /type /member /store /at /amount /currency", Pointers.Of(Pointers.Event("{}")));

    [Fact]
    public void Ids_and_labels_may_be_as_long_as_the_contract_says_and_no_longer()
    {
        Assert.Equal("", Pointers.Of(Pointers.Event(With(Purchase, "id", $"\"{new string('a', 128)}\""))));
        Assert.Equal("/id", Pointers.Of(Pointers.Event(With(Purchase, "id", $"\"{new string('a', 129)}\""))));
        Assert.Equal("", Pointers.Of(Pointers.Event(With(Purchase, "channel", $"\"{Coffees(128)}\""))));
        Assert.Equal("/channel", Pointers.Of(Pointers.Event(With(Purchase, "channel", $"\"{Coffees(129)}\""))));

        // Beyond the 16 bits of one char.
        static string Coffees(int count) => string.Concat(Enumerable.Repeat("🥐", count));
    }

    [Fact]
    public void A_receipt_has_at_most_500_lines()
    {
        Assert.Equal("", Pointers.Of(Pointers.Event(WithLines(500))));
        Assert.Equal("/lines", Pointers.Of(Pointers.Event(WithLines(501))));

        static string WithLines(int count) => With(
            With(Purchase, "amount", $"{count}"),
            "lines",
            $"[{string.Join(',', Enumerable.Repeat("""{"category":"c","quantity":1,"amount":1}""", count))}]");
    }

    [Fact]
    public void An_event_may_be_24_hours_ahead_of_the_clock_that_receives_it_and_no_more()
    {
        var at = Instant.FromUtc(2026, 11, 22, 8, 15, 30);

        Assert.Equal("", Pointers.Of(Pointers.Event(Purchase, at - Duration.FromHours(24))));
        Assert.Equal("/at", Pointers.Of(Pointers.Event(Purchase, at - Duration.FromHours(24) - Duration.Epsilon)));
    }

    /// <summary>The object with the field set, or taken out where the value is empty.</summary>
    private static string With(string json, string field, string value)
    {
        var fields = JsonNode.Parse(json)!.AsObject();
        fields.Remove(field);
        var rest = fields.ToJsonString().Trim()[1..^1];
        return value.Length == 0 ? $"{{{rest}}}" : $"{{{rest},\"{field}\":{value}}}";
    }
}
