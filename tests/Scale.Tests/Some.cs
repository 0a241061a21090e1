using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Tests;

/// <summary>Inputs that are right, of which a test changes what it is about.</summary>
internal static class Some
{
    public static Chain Chain(double mean = 50, double peak = 250) => new("some", 1_000_000, mean, peak);

    public static Work Work(params TimerWork[] timers) => new(
        CallsAPurchase: 3, RowsAPurchase: 5, MemberRowsAPurchase: 4, LettersAMemberAndYear: 5, timers);

    public static TimerWork Timer(double byPurchase = 1, double rows = 0) => new(
        "some", Every: 60, After: 0, byPurchase, ByMember: 0, Calls: 4, rows, Trips: 4);
}
