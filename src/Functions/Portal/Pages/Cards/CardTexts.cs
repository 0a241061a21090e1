using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The words of the customer's card in a language. What has holes is a function of what goes into them.</summary>
internal sealed partial record CardTexts
{
    /// <summary>Of the member's name, where it is known.</summary>
    public required Func<string?, string> Title { get; init; }

    public required string Level { get; init; }

    public required Func<string, string> HeldUntil { get; init; }

    public required string Benefits { get; init; }

    public required Func<string, string> Next { get; init; }

    public required string TopTitle { get; init; }

    public required string Top { get; init; }

    public required Func<TierWindow, string> Window { get; init; }

    /// <summary>Of what was spent, the threshold and the window.</summary>
    public required Func<string, string, string, string> Spent { get; init; }

    public required Func<int, int, string, string> Visited { get; init; }

    public required Func<string, string> ToGo { get; init; }

    /// <summary>Of the level, what it takes, and the last date.</summary>
    public required Func<string, string, string, string> Keep { get; init; }

    public required Func<string, string, string> KeptByOneMore { get; init; }

    public required Func<int, string> Visits { get; init; }

    public required Func<string, string, string> And { get; init; }

    public required Func<string, string, string> Or { get; init; }

    public required string Rewards { get; init; }

    public required string NoRewards { get; init; }

    public required string ShowAtTill { get; init; }

    public required Func<string, string> GoodUntil { get; init; }

    public required Func<string, string> FromSpend { get; init; }

    public required Func<string, string> OnlyAt { get; init; }

    public required string QrSays { get; init; }

    public required Func<int, string> MoreRewards { get; init; }

    /// <summary>Of how many are not on the page at all.</summary>
    public required Func<int, string> StillMoreRewards { get; init; }

    public required string PastRewards { get; init; }

    public required string AtTill { get; init; }

    /// <summary>Of the date.</summary>
    public required Func<string, string> Used { get; init; }

    public required Func<string, string> Expired { get; init; }

    public required string Revoked { get; init; }

    public required Func<long, int, string> Stamps { get; init; }

    public required Func<string, string> StampsBring { get; init; }

    public required Func<int, PeriodKind, string> Streak { get; init; }

    public required Func<int, PeriodKind, string> StreakBest { get; init; }

    public required Func<int, PeriodKind, string> StreakAsks { get; init; }

    public required Func<int, PeriodKind, string> StreakForgives { get; init; }

    public required Func<string, string> WeekOf { get; init; }

    public required Func<StreakPeriodStatus, string> Mark { get; init; }

    public required string Purchases { get; init; }

    public required string NoPurchases { get; init; }

    public required string DateColumn { get; init; }

    public required string AmountColumn { get; init; }

    public required Func<int, string> Together { get; init; }

    /// <summary>What leads to the program's terms.</summary>
    public required string Terms { get; init; }
}
