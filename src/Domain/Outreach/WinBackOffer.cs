using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A step of win-back that was taken on a date: a visit from then on begins a new absence.</summary>
public sealed record WinBackOffer(LocalDate On, int AfterDays);
