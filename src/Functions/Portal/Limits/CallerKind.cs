namespace Loyalty.Functions.Portal.Limits;

/// <summary>How somebody was let in.</summary>
internal enum CallerKind
{
    Pos,
    Staff,
    Link,
}
