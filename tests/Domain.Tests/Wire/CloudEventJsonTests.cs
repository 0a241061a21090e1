using System.Text;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;

namespace Loyalty.Domain.Tests.Wire;

public sealed class CloudEventJsonTests
{
    private const string Data =
        """{"id":"7","type":"purchase","member":"m","store":"s","at":"2026-11-22T10:15:30Z","amount":100,"currency":"EUR"}""";

    private const string WithoutId =
        """{"type":"purchase","member":"m","store":"s","at":"2026-11-22T10:15:30Z","amount":100,"currency":"EUR"}""";

    private static readonly CloudEventHeaders Headers = new("1.0", "loyalty.purchase.v1", "ce-1", "/till/7");

    [Theory]
    [InlineData(Data, "7")]
    [InlineData(WithoutId, "ce-1")]
    public void The_datas_id_counts_and_the_events_own_where_it_has_none(string data, string id)
    {
        Assert.Equal(id, Pointers.Good(Structured($"\"data\":{data}")).Id.ToString());
        Assert.Equal(id, Pointers.Good(Structured($"\"data_base64\":\"{Base64(data)}\"")).Id.ToString());
        Assert.Equal(id, Pointers.Good(Binary(Headers, data)).Id.ToString());
    }

    [Theory]
    [InlineData("\"data\":{}", "/data/member /data/store /data/at /data/amount /data/currency", "/data/type ")]
    [InlineData("\"data\":[1]", "/data")]
    [InlineData("\"data\":null", "/data")]
    [InlineData("\"extra\":{\"a\":1}", "/data")]
    [InlineData("\"data\":{},\"data_base64\":\"e30=\"", "/data")]
    [InlineData("\"data_base64\":7", "/data_base64")]
    [InlineData("\"data_base64\":\"%\"", "/data_base64")]
    [InlineData("\"data_base64\":\"\\ud800\"", "/data_base64")]
    [InlineData("\"data_base64\":\"ew==\"", "/data")]
    [InlineData("\"data_base64\":\"e30=\"", "/data/member /data/store /data/at /data/amount /data/currency", "/data/type ")]
    [InlineData("\"datacontenttype\":\"text/plain\",\"data\":" + Data, "/datacontenttype")]
    [InlineData("\"datacontenttype\":\"application/json; charset=utf-8\",\"data\":" + Data, "")]
    [InlineData("\"datacontenttype\":\"application/vnd.till+json\",\"data\":" + Data, "")]
    [InlineData("\"data\":{\"id\":\"7\",\"id\":\"8\"}", "/data/id /data/type /data/member /data/store /data/at /data/amount /data/currency")]
    public void What_is_wrong_with_the_data_points_below_it(string data, string pointers, string before = "") =>
        Assert.Equal(before + pointers, Pointers.Of(Structured(data)));

    [Theory]
    [InlineData("\"specversion\":\"0.3\"", "/specversion")]
    [InlineData("\"specversion\":1.0", "/specversion")]
    [InlineData("\"type\":\"loyalty.purchase.v2\"", "/type")]
    [InlineData("\"type\":null", "/type")]
    [InlineData("\"id\":\"\"", "/id")]
    [InlineData("\"id\":7", "/id")]
    [InlineData("\"source\":\"\"", "/source")]
    [InlineData("\"type\":\"loyalty.refund.v1\"", "/data/type")]
    [InlineData("\"subject\":{\"an\":\"extension\"}", "")]
    public void An_attribute_that_is_wrong_is_pointed_at(string attribute, string pointers)
    {
        var name = attribute.Split(':')[0];
        var rest = Attributes.Split(',').Where(other => !other.StartsWith(name + ":", StringComparison.Ordinal));

        Assert.Equal(pointers, Pointers.Of(Parse($"{{{string.Join(',', rest)},{attribute},\"data\":{Data}}}")));
    }

    [Fact]
    public void All_errors_of_attributes_and_data_are_told_at_once() => Assert.Equal(
        "/specversion /type /id /source /data/id /data/type /data/member /data/store /data/at /data/amount /data/currency",
        Pointers.Of(Parse("""{"data":{}}""")));

    [Fact]
    public void An_own_id_that_counts_is_one_that_an_event_may_have() => Assert.Equal(
        "/data/id", Pointers.Of(Parse($"{{{Attributes.Replace("ce-1", "no id", StringComparison.Ordinal)},\"data\":{WithoutId}}}")));

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("{\"specversion\":\"1.0\",")]
    public void What_is_no_CloudEvent_is_one_error(string json) => Assert.Equal("(root)", Pointers.Of(Parse(json)));

    [Fact]
    public void In_binary_mode_a_header_that_is_wrong_is_an_error_of_the_whole()
    {
        Assert.Equal("(root)", Pointers.Of(Binary(Headers with { SpecVersion = "1" }, Data)));
        Assert.Equal("(root)", Pointers.Of(Binary(Headers with { Type = "loyalty.sale.v1" }, Data)));
        Assert.Equal("(root)", Pointers.Of(Binary(Headers with { Id = null }, Data)));
        Assert.Equal("(root)", Pointers.Of(Binary(Headers with { Source = "" }, Data)));
        Assert.Equal("/type", Pointers.Of(Binary(Headers with { Type = "loyalty.void.v1" }, WithPurchase)));
        Assert.Equal("ce:1", Pointers.Good(Binary(Headers with { Id = "ce%3A1" }, WithoutId)).Id.ToString());
    }

    private static string WithPurchase => Data.Replace("{", "{\"purchase\":\"6\",", StringComparison.Ordinal);

    private static string Attributes => "\"specversion\":\"1.0\",\"type\":\"loyalty.purchase.v1\",\"id\":\"ce-1\",\"source\":\"/till/7\"";

    private static Parsed<PurchaseEvent> Structured(string data) => Parse($"{{{Attributes},{data}}}");

    private static Parsed<PurchaseEvent> Parse(string json) => CloudEventJson.Parse(Encoding.UTF8.GetBytes(json), "EUR");

    private static Parsed<PurchaseEvent> Binary(CloudEventHeaders headers, string body) =>
        CloudEventJson.Parse(headers, Encoding.UTF8.GetBytes(body), "EUR");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
