namespace Loyalty.Domain.Programs;

/// <summary>An offer so many days, 1 to 3,650, after the last visit, and its reward's id, where it has one.</summary>
public sealed record WinBackStep(int AfterDays, string? Reward);
