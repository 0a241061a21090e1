using System.Text.RegularExpressions;

namespace Loyalty.Templates;

/// <summary>Looks at the form of a template before the engine does, which does not say where something is wrong: that braces and
/// blocks are closed, and that parts and helpers are there.</summary>
public static partial class TemplateForm
{
    private static readonly string[] Blocks = ["if", "unless", "with", "each"];

    /// <summary>The first thing that is wrong, or null.</summary>
    /// <param name="parts">The names of the parts that there are.</param>
    public static TemplateError? Check(TemplateSource source, IEnumerable<string> parts)
    {
        var open = new Stack<(string Name, int Index)>();
        foreach (Match tag in Tag().Matches(source.Text))
        {
            if (WrongIn(tag, open, parts) is { } wrong)
            {
                return At(tag.Index, wrong);
            }
        }

        return open.TryPeek(out var left) ? At(left.Index, $"{{{{#{left.Name}}}}} is never closed.") : null;

        TemplateError At(int index, string detail) => new(source.File, source.LineAt(index), detail);
    }

    /// <summary>The line on which a name is first printed or asked for; null where it is not.</summary>
    public static int? LineOf(TemplateSource source, string name) =>
        Tag().Matches(source.Text).FirstOrDefault(tag => Word().Matches(tag.Value).Any(word => word.Value == name)) is { } found
            ? source.LineAt(found.Index)
            : null;

    private static string? WrongIn(Match tag, Stack<(string Name, int Index)> open, IEnumerable<string> parts)
    {
        if (tag.Value.StartsWith("{{{", StringComparison.Ordinal) || tag.Groups["sign"].Value == "&")
        {
            return "Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}.";
        }

        if (!tag.Groups["end"].Success)
        {
            return "{{ is never closed by }}.";
        }

        var sign = tag.Groups["sign"].Value;
        string[] words = tag.Groups["inner"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var first = words.FirstOrDefault() ?? "";
        switch (sign)
        {
            case "!":
                return null;
            case ">" or "#>" when first != "@partial-block" && !parts.Contains(first):
                return $"There is no part {first}: expected a file of that name beginning with _.";
            case "#" when !Blocks.Contains(first):
                return $"#{first} is not known: expected {string.Join(", ", Blocks.Select(block => "#" + block))}.";
            case "#" when words.Length != 2:
                return $"Expected one name after #{first}: there are no helpers.";
            case "#" or "#>":
                open.Push((first, tag.Index));
                return null;
            case "/" when !open.TryPop(out var last) || last.Name != first:
                return $"{{{{/{first}}}}} closes nothing that is open here.";
            case "" when first == "else":
                return open.Count == 0 ? "{{else}} stands in no block." : null;
            case "" when words.Length != 1:
                return $"Expected one name in {tag.Value}: there are no helpers.";
            default:
                return null;
        }
    }

    [GeneratedRegex(@"\{\{\{?\s*(?<sign>#>|[#/>!&]?)\s*(?<inner>(?:(?!\{\{|\}\}).)*)(?<end>\}\})?", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
