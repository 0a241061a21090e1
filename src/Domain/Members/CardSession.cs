using Loyalty.Domain.Outreach;

namespace Loyalty.Domain.Members;

/// <summary>That a customer has proved whose card they hold, by the code of a letter. It ends when the address is no longer theirs.
/// </summary>
public sealed record CardSession(MessageId Letter, string Address);
