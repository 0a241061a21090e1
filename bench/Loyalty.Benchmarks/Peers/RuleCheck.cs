using Loyalty.Benchmarks.Reporting;

namespace Loyalty.Benchmarks.Peers;

/// <summary>Holds the rules in SQL beside this project's, on members by chance.</summary>
internal static class RuleCheck
{
    private const int AtOnce = 16;

    // Days on which levels lapse and rewards that wait fall due.
    private static readonly int[] DaysLater = [1, 14, 75, 200, 400, 800];

    /// <exception cref="PeerDiffersException">They do not come to the same.</exception>
    public static async Task RunAsync(Section section, PostgresServer server, CancellationToken cancellationToken)
    {
        foreach (var (name, program) in new[] { ("monthly", PeerProgram.Sample), ("weekly", PeerProgram.Weekly) })
        {
            var members = new RandomMembers(program);
            var today = RandomMembers.Today;
            await using var ledger = await PostgresLedger.CreateAsync(server, name, AtOnce, program, today, cancellationToken);
            var events = members.Events();
            await ledger.StoreAsync(events, cancellationToken);
            await ledger.StoreAsync(members.Again(), cancellationToken);
            PeerDiffersException.Compare(
                $"PostgreSQL ({name})", members.Standings(today), await ledger.StandingsAsync(cancellationToken));
            foreach (var days in DaysLater)
            {
                var later = today.PlusDays(days);
                await ledger.EvaluateAsync(later, cancellationToken);
                PeerDiffersException.Compare(
                    $"PostgreSQL ({name}, {days} days later)", members.Standings(later), await ledger.StandingsAsync(cancellationToken));
            }

            section.Remark(
                $"The SQL agrees with `Standing.Evaluate` on {events.Count:N0} events by chance ({name}), today and later.");
        }
    }
}
