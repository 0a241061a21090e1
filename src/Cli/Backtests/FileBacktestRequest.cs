namespace Loyalty.Cli.Backtests;

/// <summary>What the command line asks of a file.</summary>
/// <param name="Draft">The draft's file.</param>
/// <param name="Against">The files of what is published, the later ones with a date.</param>
/// <param name="Purchases">The file of events, or - for standard input.</param>
/// <param name="AsOf">The last date; null: the file's last.</param>
/// <param name="Percent">The share of members to look at.</param>
internal sealed record FileBacktestRequest(string Draft, string[] Against, string Purchases, string? AsOf, int Percent);
