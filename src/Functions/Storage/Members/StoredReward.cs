using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A reward, as text that reads the same everywhere.</summary>
internal sealed record StoredReward(
    string Code, string Key, string EarnedOn, string Reward, int Version, string IssuedAt, string ExpiresOn, string? RevokedAt)
{
    public static StoredReward Of(Reward reward) => new(
        reward.Code.Stored,
        reward.Key.ToString(),
        LocalDatePattern.Iso.Format(reward.EarnedOn),
        reward.TermsId,
        reward.Version,
        InstantPattern.ExtendedIso.Format(reward.IssuedAt),
        LocalDatePattern.Iso.Format(reward.ExpiresOn),
        reward.RevokedAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);

    public Reward ToReward() => new()
    {
        Code = RewardCode.TryParse(Code) ?? throw new FormatException("A stored reward has no good code."),
        Key = RewardKey.Stored(Key),
        EarnedOn = LocalDatePattern.Iso.Parse(EarnedOn).Value,
        TermsId = Reward,
        Version = Version,
        IssuedAt = InstantPattern.ExtendedIso.Parse(IssuedAt).Value,
        ExpiresOn = LocalDatePattern.Iso.Parse(ExpiresOn).Value,
        RevokedAt = RevokedAt is null ? null : InstantPattern.ExtendedIso.Parse(RevokedAt).Value,
    };
}
