namespace Loyalty.Domain.Programs;

/// <summary>A birthday's greeting, and its reward's id, where it has one.</summary>
public sealed record BirthdayRules(string? Reward);
