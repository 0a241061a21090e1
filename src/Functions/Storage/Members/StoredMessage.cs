using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A message through all its life, in its member's partition; erased with the member, the address too.</summary>
/// <param name="DecidedAt">When it was first decided on.</param>
/// <param name="SentAt">When the provider took it.</param>
/// <param name="To">The address, from the claim on.</param>
/// <param name="Subject">As it was written, from the claim on.</param>
/// <param name="Why">What it waits for, what suppressed it, why it failed.</param>
/// <param name="Version">The number of the version of the program that it was last decided by.</param>
/// <param name="Report">The worst that the provider reported, as it calls it.</param>
public sealed record StoredMessage(
    MessageId Id,
    Occasion Occasion,
    MessageStatus Status,
    Instant DecidedAt,
    Instant? SentAt,
    string? To,
    string? Subject,
    RewardCode? Reward,
    string? Why,
    int Version,
    string? Report)
{
    public static StoredMessage Of(MessageChange change, int version) => new(
        change.Id, change.Occasion, change.Status, change.DecidedAt, null, null, null, change.Reward, change.Why, version, null);

    public MessageChange ToChange() => new(Id, Occasion, Status, DecidedAt, Reward, Why);
}
