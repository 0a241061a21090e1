using System.Collections.Immutable;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Members;

/// <summary>A member as all decisions see them.</summary>
public sealed record Member
{
    public required MemberId Id { get; init; }

    public Profile Profile { get; init; } = Profile.Empty;

    public History History { get; init; } = History.Empty;

    public MemberRewards Rewards { get; init; } = MemberRewards.None;

    /// <summary>What was said about messages by e-mail.</summary>
    public Consent Consent { get; init; } = Consent.None;

    public OutreachState Outreach { get; init; } = OutreachState.None;

    /// <summary>When each timer will look at the member, by the hints that stand in the due index.</summary>
    public Looks Hints { get; init; }

    /// <summary>The latest time that an event has, or at which a reward was used or the profile changed; null where none is known.
    /// What else tells that a member was there, the profile and consent know.</summary>
    public Instant? SeenAt { get; init; }

    /// <summary>The number of the newest version of the program that was published when the member was last judged; 0 before.
    /// </summary>
    public int JudgedBy { get; init; }

    /// <summary>A print of the line under which staff found the member when it was last written; 0 where none was.</summary>
    public long Listed { get; init; }

    /// <summary>Where the member is found since their number was merged; null for a number that lives.</summary>
    public MergedInto? MergedInto { get; init; }

    /// <summary>The numbers that were merged into this one, in that order; one that leaves is the last.</summary>
    public ImmutableArray<MergedNumber> Merged { get; init; } = [];

    /// <summary>Whether the ledger has events of several numbers, or had: then what refunds come to is not read from the rows that sum
    /// them up.</summary>
    public bool HasJointLedger { get; init; }

    /// <summary>All numbers of the person, this one first.</summary>
    public ImmutableArray<MemberId> Numbers =>
        [Id, .. Merged.Where(merged => !merged.IsLeaving).SelectMany(merged => merged.Numbers)];

    /// <summary>Whether a reward in the member's partition is theirs, and not one that is only on its way.</summary>
    public bool Has(Reward reward)
    {
        ArgumentNullException.ThrowIfNull(reward);
        return reward.From is not { } from || Numbers.Contains(from);
    }

    /// <summary>The member as one who was there at an instant, whatever came before or after it.</summary>
    public Member Seen(Instant at) => SeenAt >= at ? this : this with { SeenAt = at };

    /// <summary>The member with a profile that was given; one that is the same as before says nothing of whether they were there.
    /// </summary>
    public Member Given(Profile profile, Instant now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var after = this with { Profile = profile.Following(Profile, now) };
        return after.Profile == Profile ? after : after.Seen(now);
    }

    /// <summary>The member with a reward as it has become, and the reward with what is remembered of it: that its end was announced,
    /// or is being announced, goes with it through whatever it is used for.</summary>
    public (Member Member, Reward Reward) With(Reward changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var isTold = Outreach.Reminded.Contains(changed.Code)
            || Outreach.Claim?.Occasion == new Occasion(MessageKind.RewardExpiring, changed.Code.Stored);
        var remembered = changed with { Reminded = changed.Reminded || isTold };
        return (this with { Rewards = Rewards.With(remembered) }, remembered);
    }

    /// <summary>The number of the newest version that anything about the member rests on; 0 where nothing does.</summary>
    public int NewestVersion => Rewards.Open.Aggregate(JudgedBy, (newest, reward) => Math.Max(newest, reward.Version));
}
