using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Members;

/// <summary>A member as something has made them, and the rows that are written beside theirs.</summary>
public sealed record MemberChange(Member After, ImmutableArray<Write> Writes);
