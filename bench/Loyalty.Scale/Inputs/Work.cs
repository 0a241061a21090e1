using Loyalty.Scale.Counted;

namespace Loyalty.Scale.Inputs;

/// <summary>What a purchase asks of the store, and what follows from it, as counted in the sample's year. Of that, those that a member
/// makes within an hour share a transaction; a chain's do not, so a purchase here is a transaction there.</summary>
/// <param name="CallsAPurchase">To count it.</param>
/// <param name="RowsAPurchase">All rows that are there for good, of the purchase and of what follows.</param>
/// <param name="MemberRowsAPurchase">Of these, in the table of members.</param>
/// <param name="LettersAMemberAndYear">Messages that are written.</param>
public sealed record Work(
    double CallsAPurchase,
    double RowsAPurchase,
    double MemberRowsAPurchase,
    double LettersAMemberAndYear,
    IReadOnlyList<TimerWork> Timers)
{
    private const double Year = 365 * 86_400.0;

    // The name of each sweep, its rhythm and for how long its hints wait, in seconds, and whether purchases or the calendar bring them.
    private static readonly (string Name, int Every, int After, bool ByPurchase)[] Sweeps =
    [
        ("Finder", 300, 600, true),
        ("ThankYouNotes", 300, 7_200, true),
        ("TierRewards", 60, 0, true),
        ("WinBackOffers", 3_600, 0, false),
        ("Reminders", 3_600, 0, false),
        ("Erasures", 3_600, 0, false),
    ];

    public static Work Of(CountedYear year, Durations durations)
    {
        ArgumentNullException.ThrowIfNull(year);
        ArgumentNullException.ThrowIfNull(durations);
        var (events, memberYears) = ((double)year.Events, (double)year.Members);
        var purchases = year.Of(CountedCalls.Purchases);
        var transactions = (double)year.Of(CountedCalls.Purchases, "members").Batch;
        var kept = year.Calls.Where(calls => calls.Table is not ("due" or "finder"));
        return new(
            purchases.Calls / transactions,
            kept.Sum(calls => NewRows(calls)) / events,
            kept.Where(calls => calls.Table == "members").Sum(calls => NewRows(calls)) / events,
            year.Calls.Where(calls => calls.Table == "messages").Sum(calls => calls.Rows - calls.Removed) / memberYears,
            [.. Sweeps.Select(sweep => TimerOf(sweep)).Where(timer => timer.ByPurchase + timer.ByMember > 0)]);

        TimerWork TimerOf((string Name, int Every, int After, bool ByPurchase) sweep)
        {
            var by = CountedCalls.OfSweep(sweep.Name);
            var looks = (double)year.Of(by, "due").Removed;
            var rows = year.Of(by, "finder").Rows / Math.Max(1, looks);
            return new(
                sweep.Name,
                sweep.Every,
                sweep.After,
                sweep.ByPurchase ? looks / transactions : 0,
                sweep.ByPurchase ? 0 : looks / memberYears / Year,
                year.Of(by).Calls / Math.Max(1, looks),
                rows,
                rows > 0 ? durations.LineTrips : durations.LookTrips);
        }
    }

    // A transaction of a member replaces the member's row, which is there already.
    private static long NewRows(CountedCalls calls) =>
        calls.Rows - (2 * calls.Removed) - (calls.Table == "members" ? calls.Batch + calls.Write : 0);
}
