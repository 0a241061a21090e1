using Loyalty.Benchmarks.Reporting;

namespace Loyalty.Benchmarks.Peers;

/// <summary>This project beside what one would use instead of it, on the same work: PostgreSQL for the intake, a rules engine for the
/// decision. A peer counts only where it comes to the same.</summary>
internal static class PeerComparison
{
    private const int FewEvents = 5_000;

    /// <exception cref="PeerDiffersException">A peer comes to something else.</exception>
    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var sample = new OnlineRetail(effort.Of(int.MaxValue, FewEvents));
        await IntakeAsync(section, sample, cancellationToken);
        await new DecisionBesideRules(sample).RunAsync(section, cancellationToken);
    }

    private static async Task IntakeAsync(Section section, OnlineRetail sample, CancellationToken cancellationToken)
    {
        await using var server = await ServerAsync(section, cancellationToken);
        if (server is not null)
        {
            await RuleCheck.RunAsync(section, server, cancellationToken);
        }

        await new IntakeBesidePostgres(sample).RunAsync(section, server, cancellationToken);
    }

    private static async Task<PostgresServer?> ServerAsync(Section section, CancellationToken cancellationToken)
    {
        try
        {
            return await PostgresServer.StartAsync(cancellationToken);
        }
        catch (PeerMissingException missing)
        {
            section.Remark($"Skipped: {missing.Message}");
            return null;
        }
    }
}
