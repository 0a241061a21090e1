using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.LocalHost.Play;

/// <summary>The lines of one hour, and the time of the last of them.</summary>
/// <param name="Newcomers">The members that no earlier hour has.</param>
public sealed record PlayedHour(Instant Last, ImmutableArray<ReadOnlyMemory<byte>> Lines, ImmutableArray<string> Newcomers);
