namespace Loyalty.Rig;

/// <summary>A reply that the server did not give.</summary>
internal sealed record FalseReply(int Status, string ContentType, string Body);
