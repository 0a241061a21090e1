namespace Loyalty.Domain.Programs;

/// <summary>At most so many messages, 1 to 100, in any so many times 24 hours, 1 to 366.</summary>
public sealed record MessageCap(int Max, int Days);
