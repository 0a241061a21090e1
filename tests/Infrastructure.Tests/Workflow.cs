using YamlDotNet.RepresentationModel;

namespace Loyalty.Infrastructure.Tests;

/// <summary>A file of YAML.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode root;

    public Workflow(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(path)));
        root = (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    public static IEnumerable<string> Paths() =>
        Directory.EnumerateFiles(Repository.PathOf(".github/workflows"), "*.yml")
            .Select(file => $".github/workflows/{Path.GetFileName(file)}");

    public IReadOnlyDictionary<string, YamlMappingNode> Jobs =>
        Map(At("jobs")!).ToDictionary(job => job.Key, job => (YamlMappingNode)job.Value);

    public IEnumerable<YamlMappingNode> Steps =>
        Jobs.Values.SelectMany(job => (YamlSequenceNode)Child(job, "steps")!).Cast<YamlMappingNode>();

    /// <summary>All that the steps run.</summary>
    public IEnumerable<string> Commands => Steps.Select(step => Text(step, "run")).OfType<string>();

    public IEnumerable<string> Actions => Steps.Select(step => Text(step, "uses")).OfType<string>();

    public YamlNode? At(params string[] path) =>
        path.Aggregate((YamlNode?)root, (node, key) => node is YamlMappingNode map ? Child(map, key) : null);

    public string? TextAt(params string[] path) => (At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, child.Value));

    /// <summary>The texts of one node, be it a text or a list of them.</summary>
    public static IEnumerable<string> Texts(YamlNode? node) => node switch
    {
        YamlScalarNode one => [one.Value!],
        YamlSequenceNode many => many.Cast<YamlScalarNode>().Select(one => one.Value!),
        _ => [],
    };

    private static string? Text(YamlMappingNode map, string key) => (Child(map, key) as YamlScalarNode)?.Value;

    private static YamlNode? Child(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var child) ? child : null;
}
