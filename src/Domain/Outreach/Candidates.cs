namespace Loyalty.Domain.Outreach;

/// <summary>All messages that could go to a member, in the order in which they go; none that is too late.</summary>
internal static class Candidates
{
    public static IEnumerable<Candidate> Of(Situation s) => All(s).Where(candidate => !(candidate.Until <= s.Now));

    private static IEnumerable<Candidate> All(Situation s) =>
    [
        .. OtherMessages.Answers(s),
        .. TierMessages.Upgrade(s),
        .. OtherMessages.RewardsExpiring(s),
        .. TierMessages.Expiring(s),
        .. Birthdays.Of(s),
        .. WinBackOffers.Of(s),
        .. ThankYouNotes.Of(s),
        .. OtherMessages.Welcome(s),
        .. OtherMessages.Activation(s),
        .. TierMessages.AlmostThere(s),
    ];
}
