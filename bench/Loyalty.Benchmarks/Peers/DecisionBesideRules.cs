using System.Diagnostics;
using Loyalty.Benchmarks.Reporting;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;

namespace Loyalty.Benchmarks.Peers;

/// <summary>The decision alone, of each member of the sample: this project's from the packed history, and a rules engine's from sums that
/// it is given; one thread each, turn by turn.</summary>
internal sealed class DecisionBesideRules(OnlineRetail sample)
{
    private const int WarmUps = 3;
    private const int Rounds = 7;

    // One pass is over too soon to be timed well.
    private const int OwnPasses = 20;

    private readonly byte[][] packed = [.. sample.Histories.Select(one => one.History.Pack())];

    /// <exception cref="PeerMissingException">Node is not there.</exception>
    /// <exception cref="PeerDiffersException">The engine decides otherwise.</exception>
    public async Task RunAsync(Section section, CancellationToken cancellationToken)
    {
        var facts = sample.Histories.Select(one => MemberFacts.Of(sample.Versions, one.History, sample.Today));
        using var engine = await RulesEngine.StartAsync(PeerProgram.Sample.Document, facts, cancellationToken);
        Check(await engine.AnswersAsync(packed.Length, cancellationToken));
        var rates = new List<(double Own, double Engine)>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            rates.Add((packed.Length / Pass(), packed.Length / await engine.PassAsync(cancellationToken)));
        }

        rates = rates[WarmUps..];
        var table = section.AddTable("decision", "a second", "to the engine");
        table.Add(
            "`Standing.Evaluate`, from packed histories",
            $"{Middle.Of(rates.Select(rate => rate.Own)):N0}",
            $"{Middle.Of(rates.Select(rate => rate.Own / rate.Engine)):N1}");
        table.Add("json-rules-engine, from sums", $"{Middle.Of(rates.Select(rate => rate.Engine)):N0}", "1");
        section.Remark(
            $"json-rules-engine {engine.Version} decides on the same tiers and kinds of rewards for all {packed.Length:N0} members.");
    }

    /// <summary>The seconds of one pass over all members.</summary>
    private double Pass()
    {
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < OwnPasses; pass++)
        {
            foreach (var history in packed)
            {
                Standing.Evaluate(sample.Versions, History.Unpack(history), sample.Today);
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / OwnPasses;
    }

    private void Check(IReadOnlyList<(int Tier, string Rewards)> answers)
    {
        var (expected, said) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var ((member, history), (tier, rewards)) in sample.Histories.Zip(answers))
        {
            var standing = Standing.Evaluate(sample.Versions, history, sample.Today);
            expected.Add(member.ToString(), $"{standing.TierIndex} {string.Join(' ', standing.Entitled.Select(one => one.Key.ToString()))}");
            said.Add(member.ToString(), $"{tier} {rewards}");
        }

        PeerDiffersException.Compare("json-rules-engine", expected, said);
    }
}
