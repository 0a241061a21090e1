using BenchmarkDotNet.Attributes;
using Loyalty.Benchmarks.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;

namespace Loyalty.Benchmarks.Standings;

/// <summary>Where a member stands, beside a bare sum of what they spent: the least that any answer takes.</summary>
public class StandingBenchmarks
{
    private readonly ProgramVersions versions = new(SampleProgram.Program);
    private History history = History.Empty;
    private long[] amounts = [];

    [ParamsAllValues]
    public MemberSize Member { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        history = SampleMember.History(Member);
        amounts = [.. SampleMember.Purchases(Member).SelectMany(dated => dated.Purchase.Lines).Select(line => line.Amount)];
    }

    [Benchmark(Baseline = true)]
    public long Sum()
    {
        var sum = 0L;
        foreach (var amount in amounts)
        {
            sum = checked(sum + amount);
        }

        return sum;
    }

    [Benchmark]
    public Standing Evaluate() => Standing.Evaluate(versions, history, SampleMember.Today);
}
