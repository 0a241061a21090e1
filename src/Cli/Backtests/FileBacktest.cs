using Loyalty.Domain.Backtests;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Cli.Backtests;

/// <summary>A backtest over the members whom a file of events names. Touches no store and no clock.</summary>
internal static class FileBacktest
{
    /// <summary>The backtest, or null where an argument or a program is wrong, and the exit status. What is wrong is written.
    /// </summary>
    public static (Backtest? Result, int ExitStatus) Run(
        FileBacktestRequest request, Func<Stream> openInput, TextWriter error, CancellationToken cancellationToken)
    {
        LocalDate? asOf = null;
        if (request.AsOf is { } text && (asOf = LoyaltyCommand.DateOf(text, error)) is null)
        {
            return (null, LoyaltyCommand.Wrong);
        }

        if (ProgramFiles.Read("--against", request.Against, error) is not { } published
            || ProgramFiles.ReadOne(request.Draft, published.Newest, error) is not { } draft)
        {
            return (null, LoyaltyCommand.Wrong);
        }

        var progress = new Progress(error);
        using var file = EventFile.Open(request.Purchases, openInput);
        var reading = new EventReading(published.Newest, error, progress);
        reading.ReadAll(file, cancellationToken);
        if ((asOf ?? reading.LastDate) is not { } last)
        {
            error.WriteLine("There is no purchase to go by; give the date on which the twelve months end with --as-of.");
            return (null, LoyaltyCommand.Wrong);
        }

        var plan = new BacktestPlan(published, draft, last);
        var (result, reused) = Compare(plan, published.Newest, reading.Events, request.Percent, progress, cancellationToken);
        foreach (var line in reused.Order())
        {
            EventFile.Tell(error, line, EventFile.IdReused);
        }

        return (result, reading.IsAllGood && reused.Count == 0 ? 0 : LoyaltyCommand.Wrong);
    }

    private static (Backtest Result, IReadOnlyCollection<int> Reused) Compare(
        BacktestPlan plan, LoyaltyProgram newest, PackedEvents events, int percent, Progress progress, CancellationToken cancellationToken)
    {
        var result = new BacktestTally(plan).Result();
        var reused = new List<int>();
        var gate = new Lock();
        Parallel.For(
            0,
            PackedEvents.Parts,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            part =>
            {
                var (tally, lines) = ComparePart(plan, newest, events.Take(part), percent, cancellationToken);
                lock (gate)
                {
                    result = result.Plus(tally);
                    reused.AddRange(lines);
                    progress.Say($"{result.Members:N0} members compared");
                }
            });
        return (result, reused);
    }

    private static (Backtest Result, List<int> Reused) ComparePart(
        BacktestPlan plan,
        LoyaltyProgram newest,
        IEnumerable<(int Line, PurchaseEvent Event)> events,
        int percent,
        CancellationToken cancellationToken)
    {
        var set = new EventSet();
        var reused = new List<int>();
        foreach (var (line, purchaseEvent) in events)
        {
            if (set.Add(purchaseEvent) == EventAddition.IdReused)
            {
                reused.Add(line);
            }
        }

        var tally = new BacktestTally(plan);
        foreach (var member in set.Members.Where(member => MemberShare.Contains(member, percent)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(member, set.HistoryOf(member, newest));
        }

        return (tally.Result(), reused);
    }
}
