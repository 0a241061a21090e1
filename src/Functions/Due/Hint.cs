using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Due;

/// <summary>Look at this member then.</summary>
/// <param name="Hour">That it lies under, by its start.</param>
/// <param name="ETag">Of the row as it was read.</param>
public sealed record Hint(MemberId Member, Instant Due, Instant Hour, string Partition, string ETag);
