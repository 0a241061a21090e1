namespace Loyalty.Rig;

/// <summary>What befalls a request on its way through a proxy.</summary>
/// <param name="Name">What to count it as.</param>
/// <param name="Arrives">Whether the server gets it.</param>
/// <param name="Ends">How its reply ends.</param>
/// <param name="Instead">What the client hears instead of the reply.</param>
internal sealed record Mishap(string Name, bool Arrives, ReplyEnd Ends, FalseReply? Instead = null)
{
    /// <summary>How long it is held up before it arrives, or would have.</summary>
    public TimeSpan Before { get; init; }

    /// <summary>Nothing befalls it.</summary>
    public static Mishap None { get; } = new("none", Arrives: true, ReplyEnd.Whole);

    /// <summary>The connection breaks before it arrives.</summary>
    public static Mishap Lost { get; } = new("request lost", Arrives: false, ReplyEnd.Missing);

    /// <summary>It is done, and nobody hears of it.</summary>
    public static Mishap ReplyLost { get; } = new("reply lost after the write", Arrives: true, ReplyEnd.Missing);

    /// <summary>It is done, and half of the reply comes.</summary>
    public static Mishap ReplyCut { get; } = new("reply cut in half", Arrives: true, ReplyEnd.Cut);
}
