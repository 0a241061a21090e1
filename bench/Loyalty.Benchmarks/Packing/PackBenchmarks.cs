using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Loyalty.Benchmarks.Members;
using Loyalty.Domain.Purchases;

namespace Loyalty.Benchmarks.Packing;

/// <summary>A member's history into bytes, beside the same numbers as JSON.</summary>
public class PackBenchmarks
{
    private History history = History.Empty;
    private long[][] numbers = [];

    [ParamsAllValues]
    public MemberSize Member { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        history = SampleMember.History(Member);
        numbers = PlainNumbers.Of(Member);
    }

    [Benchmark(Baseline = true)]
    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(numbers);

    [Benchmark]
    public byte[] Pack() => history.Pack();
}
