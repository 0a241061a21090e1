using Loyalty.Scale.Counted;
using Loyalty.Scale.Inputs;
using Loyalty.Scale.Scenarios;

// Started in the repository's root: prints the tables of docs/scale.md, and writes its pictures.
var durations = new Durations();
var work = Work.Of(CountedYear.Read(File.ReadAllText(CountedYear.Path)), durations);
var runs = Known.All.Select(scenario => (scenario, scenario.Run(work, durations))).ToList();

Print(Report.Weeks(runs));
Print(Report.Drains(runs));
Print(Report.Bills(runs, work, new Prices()));
Print(Report.Walks(
    [Known.Weekly, Known.Busy, Known.Full], [("as it is", Known.AsItIs), ("of members' rows alone", Known.Mended)], work, durations));
Print(Report.Works(work));

Directory.CreateDirectory("docs/pictures");
foreach (var (name, picture) in Pictures.Of(runs, new Limits()))
{
    await File.WriteAllTextAsync($"docs/pictures/scale-{name}.svg", picture.Draw());
}

static void Print(IEnumerable<string> lines) => Console.WriteLine(string.Join(Environment.NewLine, lines) + Environment.NewLine);
