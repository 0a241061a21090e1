using System.Text;
using Loyalty.Templates;

namespace Loyalty.Fuzzing.Targets;

/// <summary>A template whose form is right is compiled and printed, or refused with an error; what it prints of a stranger's is escaped.
/// </summary>
public sealed class TemplateTarget : IFuzzTarget
{
    private const string Hostile = "<b>\"'&";

    private static readonly Dictionary<string, TemplateSource> Parts = new()
    {
        ["part"] = new("_part.html", "{{name}}, {{#if points}}{{points}}{{else}}-{{/if}}"),
    };

    private static readonly Dictionary<string, object?> Sample = new()
    {
        ["name"] = Hostile,
        ["points"] = "7",
        ["shop"] = new Dictionary<string, object?> { ["name"] = Hostile },
        ["rewards"] = new[] { new Dictionary<string, object?> { ["name"] = Hostile, ["code"] = "A1" } },
        ["nothing"] = null,
    };

    public string Name => "template";

    public int Share => 10;

    public IEnumerable<byte[]> Seeds =>
    [
        "Hello {{name}}, {{#if points}}{{points}} points{{else}}none{{/if}}{{#each rewards}} {{name}}: {{code}}{{/each}}{{>part}}"u8.ToArray(),
        "{{#with shop}}{{name}}{{../name}}{{/with}}{{#unless nothing}}x{{/unless}}{{! a comment }}{{#each rewards}}{{@index}}{{this.name}}{{/each}}"u8.ToArray(),
        "{{#> part}}{{/part}} {{name"u8.ToArray(),
    ];

    public void Check(ReadOnlyMemory<byte> input)
    {
        var source = new TemplateSource("fuzz.html", Encoding.UTF8.GetString(input.Span));
        if (TemplateForm.Check(source, Parts.Keys) is not null)
        {
            return;
        }

        var (template, error) = new TemplateEngine(Parts, escapes: true).Compile(source, [Sample]);
        Require.That(template is null != error is null, "Neither a template nor an error, or both.");
        Require.That(template is null || Count(template(Sample), Hostile) == Count(source.Text, Hostile), "Something is printed as it is.");
    }

    private static int Count(string text, string part) => text.Split(part).Length;
}
