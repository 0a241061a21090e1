using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>How long it takes to judge all members anew after a publish: so many pages of the table of members are gone through in a minute,
/// and those have all of its rows, the ledger's too.</summary>
/// <param name="Rows">Of the table, after a year.</param>
/// <param name="Pages">To be read.</param>
/// <param name="Days">Until the last member is judged.</param>
public sealed record Walk(double Rows, double Pages, double Days)
{
    private const double RowsAPage = 1_000;
    private const double MinutesADay = 24 * 60;
    private const double SecondsAMinute = 60;

    public static Walk Of(Chain chain, Work work, Design design, Durations durations)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(durations);
        var rows = chain.Members * (1 + (chain.PurchasesAMemberAndYear * work.MemberRowsAPurchase));
        var read = design.WalksMembersAlone ? chain.Members : rows;
        var pages = read / RowsAPage;
        var judging = chain.Members / pages * durations.LookTrips * durations.Call / design.WalkedAtOnce;
        var aRun = Math.Ceiling(design.PagesPerRun * (durations.Page + judging) / SecondsAMinute);
        return new(rows, pages, pages / design.PagesPerRun * aRun / MinutesADay);
    }
}
