using System.Text;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>What is refused of any JSON, with an event for an example.</summary>
public sealed class JsonTextTests
{
    private const string Void =
        """{"id":"7","type":"void","purchase":"6","member":"m","store":"s","at":"2026-11-22T10:15:30Z","note":?}""";

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("{")]
    [InlineData("{\"id\":\"7\"")]
    [InlineData("{\"id\":\"7")]
    [InlineData("{\"id\":7,}")]
    [InlineData("{'id':7}")]
    [InlineData("{\"id\":07}")]
    [InlineData("{\"id\":+7}")]
    [InlineData("{\"id\":NaN}")]
    [InlineData("{\"id\":\"\\x41\"}")]
    [InlineData("{\"id\":\"a\tb\"}")]
    [InlineData("{}{}")]
    [InlineData("/* a comment */ {}")]
    [InlineData("\uFEFF{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("1e99999999")]
    public void What_is_no_JSON_object_is_one_error_of_the_whole(string json) =>
        Assert.Equal("(root)", Pointers.Of(Pointers.Event(json)));

    [Fact]
    public void What_is_not_UTF_8_is_refused_wherever_it_stands()
    {
        var text = Encoding.Latin1.GetBytes(Void.Replace("?", "\"é\"", StringComparison.Ordinal));

        Assert.Equal("(root)", Pointers.Of(EventJson.Parse(text, "EUR")));
        Assert.Equal("(root)", Pointers.Of(EventJson.Parse(Encoding.Unicode.GetBytes("{}"), "EUR")));
    }

    [Fact]
    public void Objects_and_arrays_are_nested_32_deep_at_most()
    {
        Assert.Equal("", Pointers.Of(Pointers.Event(WithNote(Nested(31)))));
        var bad = Assert.IsType<Parsed<PurchaseEvent>.Bad>(Pointers.Event(WithNote(Nested(32))));
        Assert.Contains("nested 32 deep", Assert.Single(bad.Errors).Detail, StringComparison.Ordinal);
        Assert.Equal("(root)", Pointers.Of(Pointers.Event(new string('[', 60_000))));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void An_event_has_at_most_64_KiB()
    {
        var padding = new string('x', EventJson.MaxBytes - WithNote("\"\"").Length);

        Assert.Equal("", Pointers.Of(Pointers.Event(WithNote($"\"{padding}\""))));
        Assert.Equal("(root)", Pointers.Of(Pointers.Event(WithNote($"\"{padding}x\""))));
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}", "/note/a")]
    [InlineData("{\"a\":1,\"a\":1,\"a\":2}", "/note/a")]
    [InlineData("{\"a\":1,\"\\u0061\":1}", "/note/a")]
    [InlineData("{\"\":1,\"\":1}", "/note/")]
    [InlineData("{\"a/b~c\":1,\"a/b~c\":1}", "/note/a~1b~0c")]
    [InlineData("[0,{\"b\":{\"c\":1,\"c\":2}}]", "/note/1/b/c")]
    [InlineData("{\"a\":{\"x\":1,\"x\":2},\"a\":{\"y\":1,\"y\":2}}", "/note/a/x /note/a /note/a/y")]
    [InlineData("{\"\\ud800\":1,\"\\udfff\":2}", "")]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}", "/note/\\ud800")]
    [InlineData("1,\"note\":2", "/note")]
    [InlineData("1,\"member\":\"m\"", "/member")]
    [InlineData("1,\"m\\u0065mber\":\"m\"", "/member")]
    public void A_name_that_an_object_has_twice_is_pointed_at_whatever_is_known_of_it(string note, string pointers) =>
        Assert.Equal(pointers, Pointers.Of(Pointers.Event(WithNote(note))));

    [Fact]
    public void A_name_is_known_however_it_is_escaped() =>
        Assert.Equal("/cashier", Pointers.Of(Pointers.Event(WithNote("1,\"\\u0063ashier\":7"))));

    [Fact]
    public void A_very_long_name_is_not_repeated()
    {
        var name = new string('n', 10_000);

        Assert.Equal("/note", Pointers.Of(Pointers.Event(WithNote($"{{\"{name}\":1,\"{name}\":2}}"))));
        Assert.Equal("/note", Pointers.Of(Pointers.Event(WithNote($"{{\"{name}\":{{\"a\":1,\"a\":2}}}}"))));
    }

    [Fact]
    public void More_errors_than_anyone_reads_are_counted_no_further()
    {
        var note = $"{{{string.Join(',', Enumerable.Range(0, 3_000).Select(i => $"\"{i}\":1,\"{i}\":2"))}}}";

        var bad = Assert.IsType<Parsed<PurchaseEvent>.Bad>(Pointers.Event(WithNote(note)));

        Assert.Equal(2_001, bad.Errors.Length);
        Assert.Equal("", bad.Errors[^1].Pointer);
    }

    [Fact]
    public void An_error_is_written_as_the_contract_has_it() =>
        Assert.Equal("""{"pointer":"/amount","detail":"Why."}""", JsonSerializer.Serialize(new JsonError("/amount", "Why.")));

    private static string WithNote(string note) => Void.Replace("?", note, StringComparison.Ordinal);
}
