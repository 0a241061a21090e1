using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Sending;

/// <summary>A claimed message, written; null where it could not be.</summary>
internal sealed record Letter(Claim Claim, Email? Email);
