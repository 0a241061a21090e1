using System.CommandLine;
using Loyalty.Fuzzing;
using Loyalty.Fuzzing.Targets;

var coverage = new Coverage();
var inputs = new Option<long>("--inputs") { Description = "How many inputs all targets get together.", DefaultValueFactory = _ => 10_000_000 };
var seed = new Option<int>("--seed") { Description = "The same one makes the same inputs of the same corpus.", DefaultValueFactory = _ => 1 };
var name = new Option<string?>("--target") { Description = $"One of {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}; all where it is left out." };
var keep = new Option<bool>("--keep") { Description = "Keeps in the corpus what takes new branches." };
var instrumented = new Option<bool>(Instrumented.Option) { Hidden = true };
var command = new RootCommand("Tries what takes the bytes of strangers, with inputs that are led by the branches they take.") { inputs, seed, name, keep, instrumented };
command.SetAction(async (parsed, cancellationToken) =>
{
    var targets = FuzzTargets.All.Where(target => parsed.GetValue(name) is not { } one || target.Name == one).ToList();
    if (targets.Count == 0)
    {
        await Console.Error.WriteLineAsync($"There is no target {parsed.GetValue(name)}.");
        return 2;
    }

    if (parsed.GetValue(instrumented))
    {
        return Run(coverage, targets.Single(), parsed.GetValue(inputs), parsed.GetValue(seed), parsed.GetValue(keep));
    }

    var copy = Instrumented.Make();
    var isClean = true;
    var shares = targets.Sum(target => target.Share);
    await Parallel.ForEachAsync(
        targets.OrderByDescending(target => target.Share),
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
        async (target, token) =>
        {
            var share = parsed.GetValue(inputs) * target.Share / shares;
            if (!await copy.TryAsync(target, share, parsed.GetValue(seed), parsed.GetValue(keep), token))
            {
                isClean = false;
            }
        });
    return isClean ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();

static int Run(Coverage coverage, IFuzzTarget target, long inputs, int seed, bool keeps)
{
    var run = new FuzzRun(target, coverage, seed);
    var finding = run.Try(Corpus.Read(target), inputs, Console.WriteLine);
    foreach (var joined in keeps ? run.Joined : [])
    {
        Corpus.Keep(target, joined);
    }

    if (finding is not null)
    {
        Console.Error.WriteLine($"{target.Name}: {finding.What}");
        Console.Error.WriteLine($"The input is {Corpus.Keep(target, finding.Input)}; it stays in the corpus, so that what is mended stays so.");
    }

    return finding is null ? 0 : 1;
}
