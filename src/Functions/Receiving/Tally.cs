using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>What new events make of a member, and the rows that they write.</summary>
/// <param name="TooMany">Those that would take the member past a limit, and are not counted.</param>
/// <param name="ToReopen">Rewards that were used on purchases which have come back.</param>
/// <param name="LastAt">The latest time that a counted event has.</param>
internal sealed record Tally(
    History History,
    OutreachState Outreach,
    IReadOnlySet<EventId> TooMany,
    IReadOnlyList<Write> Writes,
    IReadOnlyList<UsedReward> ToReopen,
    Instant? LastAt);
