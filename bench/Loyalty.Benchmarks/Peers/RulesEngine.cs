using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Loyalty.Benchmarks.Peers;

/// <summary>json-rules-engine in a process of Node, with a program and the facts of members.</summary>
internal sealed class RulesEngine : IDisposable
{
    private const string Missing = "json-rules-engine needs Node.js 20 or later with npm, and it is not installed or not on the path.";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "json-rules-engine");

    private readonly Process node;

    private RulesEngine(Process node)
    {
        this.node = node;
        // What it says when it fails is read with that.
        Errors = node.StandardError.ReadToEndAsync();
    }

    public string Version { get; private set; } = "";

    private Task<string> Errors { get; }

    /// <exception cref="PeerMissingException">Node or npm is not there.</exception>
    public static async Task<RulesEngine> StartAsync(
        byte[] program, IEnumerable<IReadOnlyDictionary<string, long>> members, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            await Child.RunAsync(Missing, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Folder, cancellationToken);
        }

        var version = await Child.RunAsync(Missing, "node", ["--version"], Folder, cancellationToken);
        var engine = new RulesEngine(Child.Start(Missing, "node", ["decide.mjs"], Folder, isAsked: true));
        using var package = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(Folder, "node_modules", "json-rules-engine", "package.json"), cancellationToken));
        engine.Version = $"{package.RootElement.GetProperty("version").GetString()} on Node {version}";
        await engine.AskAsync($$"""{"program":{{Encoding.UTF8.GetString(program)}}}""", cancellationToken);
        foreach (var facts in members)
        {
            await engine.AskAsync($$"""{"facts":{{JsonSerializer.Serialize(facts)}}}""", cancellationToken);
        }

        return engine;
    }

    /// <summary>Decides all members once, and returns how many seconds it took.</summary>
    public async Task<double> PassAsync(CancellationToken cancellationToken)
    {
        await AskAsync("""{"pass":true}""", cancellationToken);
        using var answer = JsonDocument.Parse(await AnswerAsync(cancellationToken));
        return answer.RootElement.GetProperty("seconds").GetDouble();
    }

    /// <summary>What it decides of each: the place of the tier, and the keys of the rewards, ordinal.</summary>
    public async Task<IReadOnlyList<(int Tier, string Rewards)>> AnswersAsync(int members, CancellationToken cancellationToken)
    {
        await AskAsync("""{"answers":true}""", cancellationToken);
        var answers = new List<(int Tier, string Rewards)>();
        for (var member = 0; member < members; member++)
        {
            using var answer = JsonDocument.Parse(await AnswerAsync(cancellationToken));
            var rewards = answer.RootElement.GetProperty("rewards").EnumerateArray().Select(key => key.GetString()!);
            answers.Add((answer.RootElement.GetProperty("height").GetInt32(), string.Join(' ', rewards.Order(StringComparer.Ordinal))));
        }

        return answers;
    }

    public void Dispose()
    {
        if (!node.HasExited)
        {
            node.Kill();
            node.WaitForExit();
        }

        node.Dispose();
    }

    private async Task AskAsync(string line, CancellationToken cancellationToken)
    {
        await node.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await node.StandardInput.FlushAsync(cancellationToken);
    }

    private async Task<string> AnswerAsync(CancellationToken cancellationToken) =>
        await node.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException($"decide.mjs ended: {await Errors}");
}
