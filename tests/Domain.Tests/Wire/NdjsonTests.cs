using System.Text;
using Loyalty.Wire.Events;

namespace Loyalty.Domain.Tests.Wire;

public sealed class NdjsonTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a", "1:a", 1)]
    [InlineData("a\n", "1:a", 1)]
    [InlineData("a\nb", "1:a 2:b", 2)]
    [InlineData("a\r\nb\r\n", "1:a 2:b", 2)]
    [InlineData("\n\n  \t\r\na\n \nb\n\n", "4:a 6:b", 7)]
    [InlineData("a\rb", "1:a\rb", 1)]
    public void Blank_lines_are_skipped_and_counted(string text, string lines, int count)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);

        Assert.Equal(lines, Joined(Ndjson.Lines(utf8)));
        Assert.Equal(lines, Joined(Ndjson.Lines(new MemoryStream(utf8))));
        Assert.Equal(lines, Joined(Ndjson.Lines(new Trickle(utf8))));
        Assert.Equal(count, Ndjson.CountLines(utf8));
    }

    [Fact]
    public void A_line_of_a_stream_that_is_longer_than_any_event_is_cut_and_the_next_ones_are_whole()
    {
        var text = $"a\n{new string('x', 10 * EventJson.MaxBytes)}\n{new string('y', 2 * EventJson.MaxBytes)}\n" +
            $"{new string(' ', 8 * EventJson.MaxBytes)}b\nc";

        var lines = Ndjson.Lines(new MemoryStream(Encoding.UTF8.GetBytes(text)))
            .Select(line => (line.Number, IsLong: line.Text.Length > EventJson.MaxBytes));

        Assert.Equal([(1, false), (2, true), (3, true), (4, true), (5, false)], lines);
    }

    private static string Joined(IEnumerable<NdjsonLine> lines) =>
        string.Join(' ', lines.Select(line => $"{line.Number}:{Encoding.UTF8.GetString(line.Text.Span)}"));

    /// <summary>Gives a byte at a time, as a slow pipe does.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, 1);
    }
}
