using System.Globalization;
using System.Text;

namespace Loyalty.LocalHost.Play;

/// <summary>Says what became of a play, for people.</summary>
public static class Summary
{
    public static string Text(PlayResult result)
    {
        var text = new StringBuilder();
        Section(text, "Members by tier", result.Tiers);
        Section(text, "Longest streaks", result.Streaks.Select(streak => ($"{streak.Member}, {streak.Streak}", streak.Length)));
        Section(text, "Rewards issued", result.Rewards);
        Section(text, "Messages", result.Messages.Select(messages => ($"{messages.Kind}, {messages.Status}", messages.Count)));
        var perSecond = (int)(result.Events / result.Took.TotalSeconds);
        Section(text, "Events", [
            ("played", result.Events),
            ("of them refunds", result.Refunds),
            ("counted", result.Counted),
            ("doubles", result.Doubles),
            ("rejected", result.Rejected),
            ("a second", perSecond)]);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Name, int Count)> rows)
    {
        text.AppendLine(title);
        foreach (var (name, count) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-40} {count,10:N0}");
        }

        text.AppendLine();
    }
}
