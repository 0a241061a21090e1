using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>What a message is written from.</summary>
/// <param name="Member">As they are when the message is claimed; with an address.</param>
/// <param name="Standing">On today's date in the program's zone.</param>
/// <param name="Reward">The reward that it brings or is about.</param>
/// <param name="Answer">The words of the answer to a complaint.</param>
/// <param name="Unsubscribe">The sealed link that ends messages.</param>
/// <param name="Feedback">The sealed link that asks for a mark; null where none is asked for.</param>
public sealed record LetterRequest(
    Occasion Occasion,
    Member Member,
    Standing Standing,
    ProgramVersions Versions,
    Reward? Reward,
    string? Answer,
    Uri Unsubscribe,
    Uri? Feedback,
    Instant Now);
