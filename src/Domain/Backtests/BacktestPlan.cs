using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>
/// What a backtest compares: the draft, and the version published last, each as if it had been in force for twelve months. What
/// was in force before them is the same for both, so a draft that says what is published changes nothing; and what the program
/// was, where another version was in force within that time.
/// </summary>
public sealed class BacktestPlan
{
    public const int Months = 12;

    /// <param name="published">All versions; events are dated by the last one.</param>
    /// <param name="asOf">The last date that is looked at.</param>
    public BacktestPlan(ProgramVersions published, LoyaltyProgram draft, LocalDate asOf)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(draft);
        AsOf = asOf;
        From = asOf.PlusMonths(-Months).PlusDays(1);
        Current = InForce(published, published.Newest, From);
        Draft = InForce(published, draft, From);
        AsItWas = IsNewestThroughout(published) ? null : published;
        OnceDraftIsPublished = With(published.Published, draft, asOf);
        DraftLevels = new LevelMap(Current.On(asOf).Program.Tiers, draft.Tiers);
    }

    /// <summary>The last date.</summary>
    public LocalDate AsOf { get; }

    /// <summary>The first date of the twelve months.</summary>
    public LocalDate From { get; }

    /// <summary>With the version published last in force from the first date.</summary>
    public ProgramVersions Current { get; }

    /// <summary>With the draft in force from the first date.</summary>
    public ProgramVersions Draft { get; }

    /// <summary>What is published; null where the version published last was in force all the time, so that it is as current.
    /// </summary>
    public ProgramVersions? AsItWas { get; }

    /// <summary>What would be published if the draft were, from the last date on.</summary>
    internal ProgramVersions OnceDraftIsPublished { get; }

    /// <summary>What the current levels count as among the draft's.</summary>
    internal LevelMap DraftLevels { get; }

    private static ProgramVersions InForce(ProgramVersions published, LoyaltyProgram program, LocalDate from) =>
        With(published.Published.Where(version => version == published.Published[0] || version.From < from), program, from);

    private static ProgramVersions With(IEnumerable<ProgramVersion> published, LoyaltyProgram program, LocalDate from)
    {
        ProgramVersion[] versions = [.. published];
        return new([.. versions, new(versions.Max(version => version.Number) + 1, from, program)]);
    }

    private bool IsNewestThroughout(ProgramVersions published) =>
        published.IndexOn(From) == published.IndexOn(AsOf) && published.On(AsOf).Number == published.Published[^1].Number;
}
