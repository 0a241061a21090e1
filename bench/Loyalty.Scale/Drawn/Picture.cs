using System.Globalization;
using System.Net;
using System.Text;

namespace Loyalty.Scale.Drawn;

/// <summary>Lines over the time of a day or a week, as an SVG that can be read on a phone, by light and by dark.</summary>
/// <param name="Title">What is shown, with its unit.</param>
/// <param name="Limit">A line across, and what it is called.</param>
/// <param name="IsLogarithmic">Whether each line across is ten times the one below.</param>
public sealed record Picture(string Title, IReadOnlyList<Line> Lines, (double Value, string Name)? Limit = null, bool IsLogarithmic = false)
{
    private const int Width = 540;
    private const int Left = 54;
    private const int Right = 12;
    private const int Top = 40;
    private const int Plot = 230;
    private const int LegendLine = 21;
    private const int Points = 144;
    private const int MinutesADay = 1_440;
    private const double Headroom = 1.1;
    private const int Steps = 5;

    private const string Styles = """

        text { font: 14px system-ui, sans-serif; fill: #1f2328 } .title { font-weight: 600 }
        .back { fill: #ffffff } .grid { stroke: #d1d9e0; fill: none } .limit { stroke: #1f2328; stroke-dasharray: 6 4; fill: none }
        .line { fill: none; stroke-width: 2 } .a { stroke: #0550ae } .b { stroke: #bc4c00 } .c { stroke: #1a7f37 } .d { stroke: #8250df }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .back { fill: #0d1117 } .grid { stroke: #3d444d } .limit { stroke: #e6edf3 }
          .a { stroke: #58a6ff } .b { stroke: #f0883e } .c { stroke: #3fb950 } .d { stroke: #bc8cff }
        }

        """;

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly double[] Rounds = [1, 2, 2.5, 5, 10];

    private int Minutes => Lines.Max(line => line.Values.Count);

    private double Most
    {
        get
        {
            var most = Math.Max(Headroom * (Limit?.Value ?? 0), Lines.Max(line => line.Values.Max()));
            var ten = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, most))));
            return IsLogarithmic ? Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(10, most)))) : ten * Rounds.First(round => round * ten >= most);
        }
    }

    public string Draw()
    {
        var svg = new StringBuilder();
        var height = Top + Plot + 34 + (LegendLine * (Lines.Count + (Limit is null ? 0 : 1)));
        Add(svg, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escaped(Title)}">
            <style>{Styles}</style>
            <rect class="back" width="{Width}" height="{height}"/>
            <text class="title" x="8" y="22">{Escaped(Title)}</text>
            """);
        DrawGrid(svg);
        if (Limit is { } limit)
        {
            Add(svg, $"""<path class="limit" d="M{Left} {Y(limit.Value):0.#}H{Width - Right}"/>""");
        }

        foreach (var (line, place) in Lines.Select((line, place) => (line, place)))
        {
            Add(svg, $"""<path class="line {Class(place)}" d="{PathOf(line)}"/>""");
        }

        DrawLegend(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private static char Class(int place) => (char)('a' + place);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Short(double value) => value switch
    {
        >= 1e9 => Thousands(value / 1e9, "G"),
        >= 1e6 => Thousands(value / 1e6, "M"),
        >= 1e4 => Thousands(value / 1e3, "k"),
        _ => Thousands(value, ""),
    };

    private static string Thousands(double value, string unit) => value.ToString("#,0.##", CultureInfo.InvariantCulture) + unit;

    private void DrawGrid(StringBuilder svg)
    {
        var decades = (int)Math.Round(Math.Log10(Most));
        foreach (var value in IsLogarithmic
            ? Enumerable.Range(0, decades + 1).Where(power => (decades - power) % 2 == 0).Select(power => Math.Pow(10, power))
            : Enumerable.Range(0, Steps + 1).Select(step => Most * step / Steps))
        {
            Add(svg, $"""<path class="grid" d="M{Left} {Y(value):0.#}H{Width - Right}"/><text x="{Left - 6}" y="{Y(value) + 5:0.#}" text-anchor="end">{Short(value)}</text>""");
        }

        var (ticks, every) = Minutes > MinutesADay ? (Days.Length, MinutesADay) : (6, MinutesADay / 6);
        foreach (var tick in Enumerable.Range(0, ticks))
        {
            var name = every == MinutesADay ? Days[tick] : $"{tick * every / 60:00}:00";
            Add(svg, $"""<path class="grid" d="M{X(tick * every):0.#} {Top}V{Top + Plot}"/><text x="{X(tick * every):0.#}" y="{Top + Plot + 20}">{name}</text>""");
        }
    }

    private void DrawLegend(StringBuilder svg)
    {
        var names = Lines.Select((line, place) => (Class: $"line {Class(place)}", line.Name));
        if (Limit is { } limit)
        {
            names = names.Append(("limit", limit.Name));
        }

        foreach (var (entry, place) in names.Select((entry, place) => (entry, place)))
        {
            var y = Top + Plot + 44 + (LegendLine * place);
            Add(svg, $"""<path class="{entry.Class}" d="M12 {y - 5}h28"/><text x="48" y="{y}">{Escaped(entry.Name)}</text>""");
        }
    }

    private string PathOf(Line line)
    {
        var each = Math.Max(1, line.Values.Count / Points);
        return "M" + string.Join("L", line.Values.Chunk(each).Select((some, place) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(place * each):0.#} {Y(line.IsAverage ? some.Average() : some.Max()):0.#}")));
    }

    private double X(double minute) => Left + ((Width - Left - Right) * minute / Minutes);

    private double Y(double value)
    {
        var share = IsLogarithmic ? Math.Log10(Math.Max(1, value)) / Math.Log10(Most) : value / Most;
        return Top + (Plot * (1 - share));
    }
}
