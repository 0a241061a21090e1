using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A gift by hand, as it was given.</summary>
/// <param name="Reward">The reward's id in the program.</param>
/// <param name="Reason">For staff; the customer is not shown it.</param>
/// <param name="By">The name of the key that it came with.</param>
internal sealed record StoredGift(EventId Id, string Reward, string Reason, string By, RewardCode Code, Instant At)
{
    public bool Says(string reward, string reason) => Reward == reward && Reason == reason;

    /// <summary>A row <c>gift:ID</c>.</summary>
    public Write Write() => new Write.Put(MemberKeys.Gift(Id), new Fields
    {
        { "reward", Reward },
        { "reason", Reason },
        { "by", By },
        { "code", Code.Stored },
        { "at", InstantPattern.ExtendedIso.Format(At) },
    });

    public static StoredGift Read(Row row) => new(
        EventId.Parse(row.Key[MemberKeys.GiftsFrom.Length..]),
        row.Fields.Text("reward")!,
        row.Fields.Text("reason")!,
        row.Fields.Text("by")!,
        RewardCode.TryParse(row.Fields.Text("code")) ?? default,
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value);
}
