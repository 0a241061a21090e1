namespace Loyalty.Scale.Inputs;

/// <summary>A timer that looks at members for whom something is due.</summary>
/// <param name="Every">Seconds between two runs.</param>
/// <param name="After">Seconds from when a hint is left to when it is due.</param>
/// <param name="ByPurchase">Hints for each purchase.</param>
/// <param name="ByMember">Hints a second for each member, whatever they buy.</param>
/// <param name="Calls">To the store, for each look.</param>
/// <param name="Rows">Written to the finder, for each look.</param>
/// <param name="Trips">Of these calls, one behind the other.</param>
public sealed record TimerWork(
    string Name, int Every, int After, double ByPurchase, double ByMember, double Calls, double Rows, int Trips);
