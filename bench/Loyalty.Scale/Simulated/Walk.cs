using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>How long it takes to judge all members anew after a publish: so many pages of members' rows are gone through in a minute.
/// </summary>
/// <param name="Pages">To be read.</param>
/// <param name="Hours">Until the last member is judged.</param>
public sealed record Walk(double Pages, double Hours)
{
    private const double RowsAPage = 1_000;
    private const double MinutesAnHour = 60;
    private const double SecondsAMinute = 60;

    public static Walk Of(Chain chain, Design design, Durations durations)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(durations);
        var pages = chain.Members / RowsAPage;
        var judging = RowsAPage * durations.LookTrips * durations.Call / design.WalkedAtOnce;
        var aRun = Math.Ceiling(design.PagesPerRun * (durations.Page + judging) / SecondsAMinute);
        return new(pages, pages / design.PagesPerRun * aRun / MinutesAnHour);
    }
}
