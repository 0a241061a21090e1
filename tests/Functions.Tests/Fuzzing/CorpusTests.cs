using Loyalty.Fuzzing;
using Loyalty.Fuzzing.Targets;

namespace Loyalty.Functions.Tests.Fuzzing;

/// <summary>The inputs that were kept, what was found by them among them, and some new ones; many more are tried by
/// <c>fuzz/Loyalty.Fuzzing</c>.</summary>
public sealed class CorpusTests
{
    private const int NewInputs = 1_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Whatever_a_stranger_sends_is_refused_or_means_one_thing(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        var finding = new FuzzRun(target, new Coverage(), seed: 1).Try(Corpus.Read(target), NewInputs);
        Assert.True(finding is null, $"{finding?.What}{Environment.NewLine}{Convert.ToBase64String(finding?.Input ?? [])}");
    }
}
