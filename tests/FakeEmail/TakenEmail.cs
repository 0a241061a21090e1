namespace Loyalty.FakeEmail;

/// <summary>A message as the fake provider got it.</summary>
internal sealed record TakenEmail(
    Guid Operation,
    string Sender,
    string To,
    string? ToName,
    string Subject,
    string PlainText,
    string Html,
    IReadOnlyDictionary<string, string> Headers);
