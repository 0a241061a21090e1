namespace Loyalty.Domain.Outreach;

/// <summary>What is known of the kinds.</summary>
public static class MessageKinds
{
    /// <summary>As the program and the interfaces call it: <c>tierUpgrade</c>.</summary>
    public static string Name(this MessageKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The sweep whose rhythm it has.</summary>
    public static Sweep Sweep(this MessageKind kind) => kind switch
    {
        MessageKind.Answer or MessageKind.TierUpgrade => Outreach.Sweep.TierRewards,
        MessageKind.ThankYou => Outreach.Sweep.ThankYouNotes,
        MessageKind.WinBack => Outreach.Sweep.WinBackOffers,
        _ => Outreach.Sweep.Reminders,
    };

    /// <summary>Whether it is sent once more where it is not known whether it was: what it tells a member must not miss.</summary>
    public static bool IsSentAgain(this MessageKind kind) =>
        kind is MessageKind.TierUpgrade or MessageKind.RewardExpiring or MessageKind.TierExpiring;
}
