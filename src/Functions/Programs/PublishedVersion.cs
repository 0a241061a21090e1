using System.Globalization;
using System.Security.Cryptography;
using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>A version with its document to the byte, and what is known of its publishing.</summary>
/// <param name="By">The name of the key that published it, or of the file that it came from; null where nobody wrote it down.</param>
/// <param name="Reason">Why, where whoever published it said so.</param>
public sealed record PublishedVersion(
    ProgramVersion Version, ReadOnlyMemory<byte> Document, Instant PublishedAt, string? By, string? Reason)
{
    private const int HashLength = 8;

    /// <summary>Of the document, with its quotation marks; also tells a version from that of its number in another store.</summary>
    public string ETag { get; } = string.Create(
        CultureInfo.InvariantCulture, $"\"{Version.Number}-{Convert.ToHexStringLower(SHA256.HashData(Document.Span))[..HashLength]}\"");
}
