using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Loyalty.Benchmarks.Members;
using Loyalty.Domain.Purchases;

namespace Loyalty.Benchmarks.Packing;

/// <summary>A member's history from bytes, beside the same numbers from JSON.</summary>
public class UnpackBenchmarks
{
    private byte[] packed = [];
    private byte[] json = [];

    [ParamsAllValues]
    public MemberSize Member { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        packed = SampleMember.History(Member).Pack();
        json = JsonSerializer.SerializeToUtf8Bytes(PlainNumbers.Of(Member));
    }

    [Benchmark(Baseline = true)]
    public long[][]? Json() => JsonSerializer.Deserialize<long[][]>(json);

    [Benchmark]
    public History Unpack() => History.Unpack(packed);
}
