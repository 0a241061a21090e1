using NodaTime;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>What became of a code that was asked for.</summary>
internal abstract record CodeSent
{
    private CodeSent()
    {
    }

    /// <summary>The provider took it, or may have.</summary>
    public sealed record Sent : CodeSent;

    /// <summary>Too many were sent; another one may be from then on.</summary>
    public sealed record TooMany(Instant Again) : CodeSent;

    /// <summary>The provider takes nothing just now.</summary>
    public sealed record NotNow : CodeSent;

    /// <summary>The provider does not send to the address.</summary>
    public sealed record Refused : CodeSent;

    /// <summary>There is no address to send it to, or the shop sends no e-mail.</summary>
    public sealed record NoWay : CodeSent;
}
