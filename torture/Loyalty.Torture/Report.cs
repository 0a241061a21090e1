using System.Globalization;
using System.Text;
using Loyalty.Torture.Checks;
using Loyalty.Torture.Shop;
using NodaTime;

namespace Loyalty.Torture;

/// <summary>A run as Markdown.</summary>
internal static class Report
{
    public static string Write(TortureOptions options, Tally tally, Comparison result, Duration took, Duration shopTime)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Torture on {options.Store}, seed {options.Seed}").AppendLine();
        text.AppendLine(result.Findings.Count == 0
            ? "**Nothing was found:** nothing lost, nothing doubled, nothing undue."
            : string.Create(CultureInfo.InvariantCulture, $"**{result.Findings.Count} findings.**")).AppendLine();
        text.AppendLine("```").AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet run -c Release --project torture/Loyalty.Torture -- --minutes {options.Minutes} --seed {options.Seed} --store {options.Store}"));
        text.AppendLine("```").AppendLine();
        Table(text, "what", [
            new("minutes in all", (long)took.TotalMinutes),
            new("days of the shop", (long)shopTime.TotalDays),
            new("members", result.Members),
            new("different events acknowledged", result.Acknowledged.Events.Count),
            new("redemptions that tills were told of", result.Acknowledged.Uses.Count),
            new("rewards issued", result.Rewards.Issued),
            new("rewards redeemed", result.Rewards.Redeemed),
            new("messages decided on", result.Messages.Messages.Count),
            new("messages that the provider took", result.Taken),
            new("times that the provider was asked", result.Asked),
        ]);
        Table(text, "what was done", tally.All);
        text.AppendLine("Messages:").AppendLine().AppendLine("```").AppendLine(result.Messages.ToString()).AppendLine("```");
        if (result.Findings.Count > 0)
        {
            text.AppendLine().AppendLine("## Findings").AppendLine();
            foreach (var finding in result.Findings)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {finding.ReplaceLineEndings("\n  ")}");
            }
        }

        return text.Replace("\r\n", "\n").ToString();
    }

    private static void Table(StringBuilder text, string head, IEnumerable<KeyValuePair<string, long>> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {head} | |").AppendLine("|---|---:|");
        foreach (var (what, count) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {count:N0} |");
        }

        text.AppendLine();
    }
}
