namespace Loyalty.Torture;

/// <summary>What to run.</summary>
/// <param name="Minutes">How long the clients and the faults go on; what follows, until everything is settled and compared, takes a
/// minute or a few more.</param>
/// <param name="Seed">What is done, and when, is drawn by it.</param>
/// <param name="Store"><c>sqlite</c> or <c>azurite</c>.</param>
public sealed record TortureOptions(double Minutes, int Seed, string Store)
{
    public const string Sqlite = "sqlite";
    public const string Azurite = "azurite";
}
