namespace Loyalty.Torture;

/// <summary>What a run came to.</summary>
/// <param name="Findings">What was not as it must be, a line each.</param>
/// <param name="Report">Markdown.</param>
public sealed record TortureOutcome(IReadOnlyList<string> Findings, string Report);
