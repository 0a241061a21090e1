namespace Loyalty.Domain.Programs;

/// <summary>Whom messages come from.</summary>
/// <param name="Name">Null where the address stands alone.</param>
public sealed record Sender(string? Name, string Address);
