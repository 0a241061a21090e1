namespace Loyalty.Functions.Finding;

/// <summary>Lines in the order asked for, and the position to go on after; null at the end. A page may be short, or empty, and still
/// have a next one.</summary>
internal sealed record FinderPage(IReadOnlyList<FinderLine> Lines, string? Next);
