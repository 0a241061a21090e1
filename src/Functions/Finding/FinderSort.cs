namespace Loyalty.Functions.Finding;

/// <summary>By what staff sort members; who is alike in it comes in the order of their numbers.</summary>
internal enum FinderSort
{
    /// <summary>Who never came is before all.</summary>
    LastVisit,
    Spend,

    /// <summary>As people type it: in lower case, without marks; who has none is before all.</summary>
    Name,
    Member,
}
