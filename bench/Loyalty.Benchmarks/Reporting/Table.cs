namespace Loyalty.Benchmarks.Reporting;

/// <summary>A table of a section. Columns of figures, but for the first, are aligned to the right.</summary>
internal sealed class Table(string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"A row has {columns.Length} cells, and not {cells.Length}.", nameof(cells));
        }

        rows.Add(cells);
    }

    /// <summary>In Markdown, in columns that line up in a console, too.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = columns.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max()).ToArray();
        yield return Line(columns, widths);
        var rules = widths.Select((width, column) => new string('-', width + 1) + (IsOfFigures(column) ? ':' : '-'));
        yield return $"|{string.Join('|', rules)}|";
        foreach (var row in rows)
        {
            yield return Line(row, widths);
        }
    }

    private bool IsOfFigures(int column) => column > 0 && rows.TrueForAll(row => row[column] is "" or [>= '0' and <= '9', ..]);

    private string Line(string[] cells, int[] widths) => $"| {string.Join(" | ", cells.Select(
        (cell, column) => IsOfFigures(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))} |";
}
