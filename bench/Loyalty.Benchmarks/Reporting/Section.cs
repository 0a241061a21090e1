namespace Loyalty.Benchmarks.Reporting;

/// <summary>What one mode has found: tables, and remarks below them.</summary>
internal sealed class Section(Mode mode)
{
    private readonly List<Table> tables = [];
    private readonly List<string> remarks = [];
    private readonly List<Figure> figures = [];

    /// <summary>What is held to a target.</summary>
    public IReadOnlyList<Figure> Figures => figures;

    /// <summary>Whether something was found wrong, or not found for another reason than that what it needs is not installed.</summary>
    public bool HasFailed { get; private set; }

    public Table AddTable(params string[] columns)
    {
        var table = new Table(columns);
        tables.Add(table);
        return table;
    }

    public void Remark(string sentence) => remarks.Add(sentence);

    public void Fail(string sentence)
    {
        HasFailed = true;
        remarks.Add(sentence);
    }

    public void Measured(Target target, double value) => figures.Add(new(target, value));

    /// <summary>In Markdown.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"## {mode.Title}";
        yield return "";
        yield return $"`{mode.Command}`";
        yield return "";
        yield return mode.Beside;
        foreach (var table in tables)
        {
            yield return "";
            foreach (var line in table.Lines())
            {
                yield return line;
            }
        }

        var below = remarks.Concat(figures.Select(figure =>
            $"{figure.Target.Name}: asked {figure.Target.Asked}, measured {figure.Target.Text(figure.Value)}, {figure.Verdict}.")).ToList();
        if (below.Count > 0)
        {
            yield return "";
        }

        foreach (var sentence in below)
        {
            yield return $"- {sentence}";
        }
    }
}
