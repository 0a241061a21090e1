using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A reward, as text that reads the same everywhere.</summary>
internal sealed record StoredReward(
    string Code,
    string Key,
    string EarnedOn,
    string Reward,
    int Version,
    string IssuedAt,
    string ExpiresOn,
    string? RevokedAt,
    StoredRedemption? Redemption = null,
    bool Reminded = false,
    string? From = null)
{
    public static StoredReward Of(Reward reward) => new(
        reward.Code.Stored,
        reward.Key.ToString(),
        LocalDatePattern.Iso.Format(reward.EarnedOn),
        reward.TermsId,
        reward.Version,
        InstantPattern.ExtendedIso.Format(reward.IssuedAt),
        LocalDatePattern.Iso.Format(reward.ExpiresOn),
        reward.State is RewardState.Revoked { At: var at } ? InstantPattern.ExtendedIso.Format(at) : null,
        reward.LastUse is { } use ? StoredRedemption.Of(use) : null,
        reward.Reminded,
        reward.From?.ToString());

    public Reward ToReward()
    {
        var code = RewardCode.TryParse(Code) ?? throw new FormatException("A stored reward has no good code.");
        return new()
        {
            Code = code,
            Key = RewardKey.Stored(Key),
            EarnedOn = LocalDatePattern.Iso.Parse(EarnedOn).Value,
            TermsId = Reward,
            Version = Version,
            IssuedAt = InstantPattern.ExtendedIso.Parse(IssuedAt).Value,
            ExpiresOn = LocalDatePattern.Iso.Parse(ExpiresOn).Value,
            State = State(code),
            Reminded = Reminded,
            From = MemberId.TryParse(From),
        };
    }

    private RewardState State(RewardCode code) =>
        RevokedAt is not null ? new RewardState.Revoked(InstantPattern.ExtendedIso.Parse(RevokedAt).Value)
        : Redemption?.ToRedemption(code, Reward) is not { } redemption ? RewardState.Open.Instance
        : redemption.RedeemedAt is null ? new RewardState.Held(redemption)
        : new RewardState.Redeemed(redemption);
}
