using Loyalty.Domain.Values;

namespace Loyalty.Domain.Backtests;

/// <summary>A member who moves from a level of the current program to one of the draft; their ids.</summary>
public sealed record Mover(MemberId Member, string From, string To);
