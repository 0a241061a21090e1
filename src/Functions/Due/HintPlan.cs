using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Due;

/// <summary>Which hints are to be left before a member's transaction, and which stand after it.</summary>
public readonly record struct HintPlan(Looks Leave, Looks Stand)
{
    /// <param name="stand">The hints that stand.</param>
    /// <param name="next">When each sweep has to look.</param>
    /// <param name="own">The sweep whose hint has come due and is taken out after the transaction, whatever it was left for; null where
    /// something else happened to the member.</param>
    /// <param name="again">The sweeps for which an attempt that failed has left a hint.</param>
    public static HintPlan Of(Looks stand, Looks next, Sweep? own, IReadOnlySet<Sweep> again)
    {
        ArgumentNullException.ThrowIfNull(again);
        var leave = Looks.None;
        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            // Also one that is not due yet may lie in the row that is taken out: whoever failed may have put a sooner one over it.
            // Another sweep's that has come due, too, is still there: that sweep will look in a moment, and decide anew.
            var stands = sweep == own ? null : stand[sweep];
            var isSooner = next[sweep] is { } at && !(stands <= at);
            stands = isSooner ? next[sweep] : stands;
            stand = stand.With(sweep, stands);
            leave = isSooner || again.Contains(sweep) ? leave.With(sweep, stands) : leave;
        }

        return new(leave, stand);
    }
}
