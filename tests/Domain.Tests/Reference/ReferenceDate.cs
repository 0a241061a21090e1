using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>"Below, a date is one with a standing purchase": its spend, whether it is a visit, and the quantities left by
/// category.</summary>
internal sealed record ReferenceDate(LocalDate Date, long Spend, bool IsVisit, IReadOnlyDictionary<string, long> Quantities);
