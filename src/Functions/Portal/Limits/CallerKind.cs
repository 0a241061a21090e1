namespace Loyalty.Functions.Portal.Limits;

/// <summary>How somebody was let in.</summary>
internal enum CallerKind
{
    Pos,
    Staff,
    Link,

    /// <summary>Nobody was let in; known by where they call from.</summary>
    Stranger,
}
