namespace Loyalty.LocalHost.Mail;

/// <summary>Somebody in a header; the name is empty where the header has none.</summary>
internal readonly record struct Mailbox(string Name, string Address);
