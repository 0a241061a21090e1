namespace Loyalty.Rig;

/// <summary>How a reply ends.</summary>
internal enum ReplyEnd
{
    /// <summary>As it should.</summary>
    Whole,

    /// <summary>In the middle, with the connection.</summary>
    Cut,

    /// <summary>It never comes; the connection breaks.</summary>
    Missing,
}
