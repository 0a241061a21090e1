using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Portal.Links;

/// <summary>Whom a link is for, and the message that it came with; no id where it needs none.</summary>
public readonly record struct LinkTarget(MemberId Member, MessageId Message);
