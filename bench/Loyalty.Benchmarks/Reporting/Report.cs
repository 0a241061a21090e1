namespace Loyalty.Benchmarks.Reporting;

/// <summary>All modes one after the other, and a page in Markdown of what they find, written anew after each.</summary>
internal sealed class Report(string? path, Effort effort)
{
    private readonly List<Section> sections = [];

    /// <summary>Returns the exit status: 1 where a mode has failed.</summary>
    public async Task<int> RunAsync(IEnumerable<Mode> modes, CancellationToken stop)
    {
        var machine = await Machine.LookAsync(stop);
        foreach (var line in Head(machine))
        {
            Console.WriteLine(line);
        }

        foreach (var mode in modes)
        {
            sections.Add(await Attempt.RunAsync(mode, effort, stop));
            if (path is not null)
            {
                await File.WriteAllLinesAsync(path, Page(machine), stop);
            }
        }

        foreach (var line in Targets())
        {
            Console.WriteLine(line);
        }

        return sections.Exists(section => section.HasFailed) ? 1 : 0;
    }

    private IEnumerable<string> Page(Machine machine) =>
        [.. Head(machine), .. Targets(), "", .. sections.SelectMany(section => section.Lines().Append(""))];

    private IEnumerable<string> Head(Machine machine)
    {
        yield return "# A run of all benchmarks";
        yield return "";
        yield return "Written by `dotnet run -c Release --project bench/Loyalty.Benchmarks -- all`. What each part measures, and how to read"
            + " it, says [benchmarks.md](benchmarks.md).";
        if (effort.IsShort)
        {
            yield return "";
            yield return "**A short run: it shows that everything runs, and its figures say nothing.**";
        }

        yield return "";
        foreach (var line in machine.Table().Lines())
        {
            yield return line;
        }

        yield return "";
    }

    private IEnumerable<string> Targets()
    {
        yield return "## Targets";
        yield return "";
        var table = new Table(["of", "asked", "measured", ""]);
        var figures = sections.SelectMany(section => section.Figures).ToLookup(figure => figure.Target);
        foreach (var target in Target.All)
        {
            var measured = figures[target].ToList();
            table.Add(
                target.Name,
                target.Asked,
                measured is [var figure] ? target.Text(figure.Value) : "",
                measured is [var one] ? one.Verdict : "not measured");
        }

        foreach (var line in table.Lines())
        {
            yield return line;
        }
    }
}
