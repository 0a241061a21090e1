using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Due;

/// <summary>Look at this member then. The ETag is of the row as it was read.</summary>
internal sealed record Hint(MemberId Member, Instant Due, string Partition, string ETag);
