using System.Collections.Immutable;

namespace Loyalty.Functions.Storage;

/// <summary>Part of a table, and the continuation that asks for the next part, or null at the end.</summary>
public sealed record Page(ImmutableArray<Row> Rows, string? Continuation);
