using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Play;

/// <summary>A file of purchases, a line each, plain or gzip, put in the order of their times.</summary>
public sealed class PurchaseFile
{
    private const byte LineFeed = (byte)'\n';

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    private PurchaseFile(ImmutableArray<PlayedHour> hours, int count, int refunds, ImmutableArray<string> members)
    {
        Hours = hours;
        Count = count;
        Refunds = refunds;
        Members = members;
    }

    public ImmutableArray<PlayedHour> Hours { get; }

    /// <summary>How many lines there are.</summary>
    public int Count { get; }

    public int Refunds { get; }

    /// <summary>The members that the lines name, in ordinal order.</summary>
    public ImmutableArray<string> Members { get; }

    /// <exception cref="CannotStartException">It cannot be read, or no line has a time.</exception>
    public static async Task<PurchaseFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            return Read(bytes.AsSpan().StartsWith(GzipMagic) ? Unpack(bytes) : bytes, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CannotStartException($"The purchases {path} cannot be read: {exception.Message}", exception);
        }
    }

    private static PurchaseFile Read(ReadOnlyMemory<byte> text, string path)
    {
        var lines = new List<(Instant? At, string? Member, ReadOnlyMemory<byte> Line)>();
        var refunds = 0;
        foreach (var range in text.Span.Split(LineFeed))
        {
            var line = text[range];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var (at, isRefund, member) = Look(line);
            lines.Add((at, member, line));
            refunds += isRefund ? 1 : 0;
        }

        // A line without a time is for the host to refuse; any hour will do for that.
        var start = lines.Min(line => line.At) ?? throw new CannotStartException($"No line of {path} has a time.");
        var members = new HashSet<string>(StringComparer.Ordinal);
        var hours = lines
            .Select(line => line with { At = line.At ?? start })
            .OrderBy(line => line.At)
            .GroupBy(line => line.At!.Value.ToUnixTimeSeconds() / NodaConstants.SecondsPerHour)
            .Select(hour => new PlayedHour(
                hour.Last().At!.Value,
                [.. hour.Select(line => line.Line)],
                [.. hour.Select(line => line.Member).OfType<string>().Where(members.Add)]))
            .ToImmutableArray();
        return new PurchaseFile(hours, lines.Count, refunds, [.. members.Order(StringComparer.Ordinal)]);
    }

    private static (Instant? At, bool IsRefund, string? Member) Look(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var at = Text(root, "at") is { } text && OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var value }
                ? value.ToInstant()
                : (Instant?)null;
            return (at, Text(root, "type") is "refund", Text(root, "member"));
        }
        catch (JsonException)
        {
            return (null, false, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String
            ? field.GetString()
            : null;

    private static byte[] Unpack(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var unpacked = new ArrayBufferWriter<byte>();
        int read;
        do
        {
            read = gzip.Read(unpacked.GetSpan());
            unpacked.Advance(read);
        }
        while (read > 0);

        return unpacked.WrittenSpan.ToArray();
    }
}
