namespace Loyalty.Domain.Programs;

/// <summary>Over which dates spend and visits are summed for a tier.</summary>
public abstract record TierWindow
{
    private TierWindow()
    {
    }

    /// <summary>The last 1 to 120 calendar months.</summary>
    public sealed record Rolling(int Months) : TierWindow;

    /// <summary>The calendar year so far.</summary>
    public sealed record CalendarYear : TierWindow;

    /// <summary>All dates so far.</summary>
    public sealed record Lifetime : TierWindow;
}
