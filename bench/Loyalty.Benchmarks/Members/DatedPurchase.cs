using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Benchmarks.Members;

/// <summary>A purchase with its date at the store.</summary>
internal readonly record struct DatedPurchase(LocalDate Date, Purchase Purchase);
