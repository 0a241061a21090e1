namespace Loyalty.Benchmarks.Reporting;

/// <summary>What the command line asks for: one mode, or all of them and a report.</summary>
/// <param name="Modes">One, or all.</param>
/// <param name="Path">Of the report; null: none is written.</param>
internal sealed record Request(IReadOnlyList<Mode> Modes, Effort Effort, string? Path)
{
    private const string All = "all";

    /// <summary>Null where it asks for something else.</summary>
    public static Request? Of(string[] args)
    {
        var modes = Benchmarks.Modes.All.Where(mode => args is [All, ..] || args is [var name, ..] && name == mode.Name).ToList();
        var (isShort, path) = (false, (string?)null);
        for (var place = 1; place < args.Length; place++)
        {
            switch (args[place])
            {
                case "--short":
                    isShort = true;
                    break;
                case "--report" when args[0] == All && place + 1 < args.Length:
                    path = args[++place];
                    break;
                default:
                    return null;
            }
        }

        return modes.Count == 0 ? null : new(modes, new(isShort, IsAlone: args[0] != All), path);
    }
}
