using System.Text.Json.Serialization;

namespace Loyalty.Wire.Json;

/// <summary>What is wrong in a document, and where.</summary>
/// <param name="Pointer">An RFC 6901 JSON Pointer; empty for the document as a whole.</param>
/// <param name="Detail">A sentence that says what was expected.</param>
public sealed record JsonError(
    [property: JsonPropertyName("pointer")] string Pointer,
    [property: JsonPropertyName("detail")] string Detail)
{
    public override string ToString() => Pointer.Length == 0 ? Detail : $"{Pointer}: {Detail}";
}
