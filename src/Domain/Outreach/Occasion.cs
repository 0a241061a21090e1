namespace Loyalty.Domain.Outreach;

/// <summary>What a message is about, once ever for a member: <c>gold:1</c> (the first time that it was told), a reward's code, a
/// year. The id is 1 to 200 printable ASCII characters.</summary>
public readonly record struct Occasion(MessageKind Kind, string Id);
