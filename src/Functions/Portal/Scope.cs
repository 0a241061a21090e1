namespace Loyalty.Functions.Portal;

/// <summary>What a key may do; each may do what those before it may.</summary>
public enum Scope
{
    Pos,
    Staff,
}
