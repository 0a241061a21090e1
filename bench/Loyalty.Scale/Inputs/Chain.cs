namespace Loyalty.Scale.Inputs;

/// <summary>Who buys, and how often.</summary>
/// <param name="Mean">Purchases a second, over all hours of a week.</param>
/// <param name="Peak">Purchases a second in the ten minutes of the week in which most come.</param>
public sealed record Chain(string Name, long Members, double Mean, double Peak)
{
    /// <summary>The second of the week from which on the store is out, if at all.</summary>
    public int OutFrom { get; init; }

    /// <summary>For how many seconds.</summary>
    public int OutFor { get; init; }

    public double PurchasesAMemberAndYear => Mean * 365 * 86_400 / Members;

    public bool IsOut(int second) => second >= OutFrom && second < OutFrom + OutFor;
}
