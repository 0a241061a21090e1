using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Domain.Members;

/// <summary>A code that was sent to an address, to prove that whoever has a card's link reads what is sent there.</summary>
/// <param name="Letter">The letter that brought it.</param>
/// <param name="Hash">A keyed hash of it: the code itself is in the letter alone.</param>
/// <param name="Tries">How often a wrong one was tried.</param>
/// <param name="IsNewAddress">Whether the address is to become the member's, not theirs already.</param>
public sealed record OneTimeCode(MessageId Letter, string Address, string Hash, Instant SentAt, int Tries, bool IsNewAddress)
{
    /// <summary>Decimal digits.</summary>
    public const int Length = 6;

    public const int MaxTries = 5;

    public static Duration Lasts { get; } = Duration.FromMinutes(10);

    public bool IsGood(Instant now) => Tries < MaxTries && now - SentAt <= Lasts;
}
