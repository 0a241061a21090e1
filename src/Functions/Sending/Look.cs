namespace Loyalty.Functions.Sending;

/// <summary>How a look at a member ended, as far as it is committed.</summary>
internal abstract record Look
{
    private Look()
    {
    }

    /// <summary>Nothing more can be done now.</summary>
    public sealed record Done : Look;

    /// <summary>There is no such member; not yet, perhaps.</summary>
    public sealed record Absent : Look;

    /// <summary>A letter is to be sent.</summary>
    public sealed record Claimed(Letter Letter) : Look;
}
