using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Rewards and redemptions as one would keep them on paper, to compare the product with. A date is told by whoever asks.
/// </summary>
internal sealed class RewardModel
{
    public const string Kept = "m-1";
    public const string Old = "m-2";

    private readonly Dictionary<string, Use> uses = [];

    /// <summary>In the order of issue.</summary>
    public List<Paper> Rewards { get; } = [];

    /// <summary>How many each number is entitled to: each purchase that earns one and stands.</summary>
    public Dictionary<string, int> Entitled { get; } = new() { [Kept] = 0, [Old] = 0 };

    /// <summary>Whether the two numbers are one member.</summary>
    public bool IsMerged { get; private set; }

    /// <summary>How many both had beyond what they are entitled to together, until that catches up.</summary>
    public int Surplus { get; private set; }

    /// <summary>The member who was changed by what a till asked; null where nobody was.</summary>
    public string? Touched { get; set; }

    /// <summary>The member whose number it is.</summary>
    public string MemberOf(string number) => IsMerged ? Kept : number;

    /// <summary>How many rewards a member is to be issued.</summary>
    public int Missing(string member) => Math.Max(0, EntitledOf(member) - Valid(member));

    /// <summary>A reward that a member was issued.</summary>
    public void Issue(string member, RewardCode code, LocalDate lastDate, Instant now)
    {
        Rewards.Add(new(code, lastDate, member, now));
        Surplus = 0;
    }

    public void Merge()
    {
        IsMerged = true;
        Surplus = Math.Max(0, Valid(Kept) - EntitledOf(Kept));
    }

    public void Undo() => (IsMerged, Surplus) = (false, 0);

    public static RewardStatus Status(Paper reward, Instant now, LocalDate today) =>
        reward.IsRevoked ? RewardStatus.Revoked
        : reward.RedeemedBy is not null ? RewardStatus.Redeemed
        : reward.HeldUntil > now ? RewardStatus.Held
        : today > reward.LastDate ? RewardStatus.Expired
        : RewardStatus.Open;

    public string Ask(string id, Paper reward, bool hold, string? purchase, Instant now, LocalDate storeToday, LocalDate today, bool isBack)
    {
        if (uses.TryGetValue(id, out var known))
        {
            return known.Reward == reward ? known.Status(now) : nameof(RedemptionRefusal.IdUsedForAnotherCode);
        }

        if (WhyNot(Status(reward, now, storeToday)) is { } why)
        {
            return why;
        }

        var use = uses[id] = new Use(reward) { Purchase = purchase, Until = hold ? now + Duration.FromHours(2) : null };
        (reward.HeldBy, reward.HeldUntil) = (id, use.Until);
        if (!hold)
        {
            Redeem(id, use, today, isBack);
        }

        Touched = MemberOf(reward.Number);
        return use.Status(now);
    }

    public string Confirm(string id, Instant now, LocalDate storeToday, LocalDate today, bool isBack)
    {
        if (!uses.TryGetValue(id, out var use))
        {
            return "NotFound";
        }

        if (use.IsCancelled)
        {
            return nameof(RedemptionRefusal.Cancelled);
        }

        if (use.IsRedeemed)
        {
            return use.Status(now);
        }

        var holds = use.Reward.HeldBy == id && use.Until > now;
        if (!holds && WhyNot(Status(use.Reward, now, storeToday)) is { } why)
        {
            return why;
        }

        Redeem(id, use, today, isBack);
        Touched = MemberOf(use.Reward.Number);
        return use.Status(now);
    }

    public string Cancel(string id, Instant now)
    {
        if (!uses.TryGetValue(id, out var use))
        {
            return "NotFound";
        }

        if (use.IsRedeemed)
        {
            return nameof(RedemptionRefusal.AlreadyRedeemed);
        }

        if (!use.IsCancelled)
        {
            use.IsCancelled = true;
            if (use.Reward.HeldBy == id && use.Reward.RedeemedBy is null && !use.Reward.IsRevoked)
            {
                (use.Reward.HeldBy, use.Reward.HeldUntil) = (null, null);
            }

            Touched = MemberOf(use.Reward.Number);

        }

        return use.Status(now);
    }

    public string? PurchaseOf(string id) => uses.GetValueOrDefault(id)?.Purchase;

    public Paper? RewardOf(string id) => uses.GetValueOrDefault(id)?.Reward;

    /// <summary>The purchase of a member came back.</summary>
    public void GiveBack(string member, string purchase, LocalDate today)
    {
        foreach (var use in uses.Values.Where(use =>
            use.Purchase == purchase && use is { IsRedeemed: true, IsReopened: false } && MemberOf(use.Reward.Number) == member))
        {
            Reopen(use, today);
        }
    }

    /// <summary>With each change of a member: what is open and no longer entitled goes, the newest first; of those of one instant, the ones that are
    /// seen to be gone.</summary>
    public void Reconcile(string member, Instant now, LocalDate today, Func<Paper, bool> isGone)
    {
        var surplus = Valid(member) - EntitledOf(member) - (member == Kept ? Surplus : 0);
        foreach (var reward in Of(member)
            .Where(reward => Status(reward, now, today) == RewardStatus.Open)
            .OrderByDescending(reward => reward.IssuedAt)
            .ThenByDescending(isGone)
            .Take(Math.Max(0, surplus))
            .ToList())
        {
            reward.IsRevoked = true;
        }
    }

    private IEnumerable<Paper> Of(string member) => Rewards.Where(reward => MemberOf(reward.Number) == member);

    private int Valid(string member) => Of(member).Count(reward => !reward.IsRevoked);

    private int EntitledOf(string member) => Entitled.Where(entitled => MemberOf(entitled.Key) == member).Sum(entitled => entitled.Value);

    private static string? WhyNot(RewardStatus status) => status switch
    {
        RewardStatus.Open => null,
        RewardStatus.Redeemed => nameof(RedemptionRefusal.AlreadyRedeemed),
        _ => status.ToString(),
    };

    private static void Redeem(string id, Use use, LocalDate today, bool isBack)
    {
        use.IsRedeemed = true;
        use.Reward.RedeemedBy = id;
        if (isBack)
        {
            Reopen(use, today);
        }
    }

    private static void Reopen(Use use, LocalDate today)
    {
        use.IsReopened = true;
        (use.Reward.RedeemedBy, use.Reward.HeldBy, use.Reward.HeldUntil) = (null, null, null);
        use.Reward.LastDate = LocalDate.Max(use.Reward.LastDate, today.PlusDays(7));
    }

    internal sealed class Paper(RewardCode code, LocalDate lastDate, string number, Instant issuedAt)
    {
        public RewardCode Code => code;

        /// <summary>The number that it was issued to.</summary>
        public string Number => number;

        public Instant IssuedAt => issuedAt;

        public LocalDate LastDate { get; set; } = lastDate;

        public string? HeldBy { get; set; }

        public Instant? HeldUntil { get; set; }

        public string? RedeemedBy { get; set; }

        public bool IsRevoked { get; set; }
    }

    private sealed class Use(Paper reward)
    {
        public Paper Reward => reward;

        public string? Purchase { get; init; }

        public Instant? Until { get; init; }

        public bool IsRedeemed { get; set; }

        public bool IsCancelled { get; set; }

        public bool IsReopened { get; set; }

        public string Status(Instant now) =>
            IsReopened ? "Reopened" : IsRedeemed ? "Redeemed" : IsCancelled ? "Cancelled" : Until > now ? "Held" : "Ended";
    }
}
