using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What became of an attempt to hand a message to the provider.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The provider took it.</summary>
    public sealed record Taken : Delivery;

    /// <summary>The provider took nothing and wants to be asked later: over its limit, not reachable, or set up wrongly.</summary>
    public sealed record NotNow(Instant Again) : Delivery;

    /// <summary>The provider will never take this message.</summary>
    public sealed record Refused(string Why) : Delivery;

    /// <summary>The provider will not send to this address.</summary>
    public sealed record AddressSuppressed : Delivery;

    /// <summary>No answer, or one that does not say: it may have been taken.</summary>
    public sealed record Unclear : Delivery;
}
