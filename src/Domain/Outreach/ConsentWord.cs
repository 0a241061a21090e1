using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Yes or no, and since when.</summary>
public sealed record ConsentWord(bool Granted, Instant At);
