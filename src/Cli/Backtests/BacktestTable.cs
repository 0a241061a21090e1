using System.Globalization;
using System.Text;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Outreach;

namespace Loyalty.Cli.Backtests;

/// <summary>A backtest laid out for people. Money is in the currency's minor unit, as everywhere.</summary>
internal static class BacktestTable
{
    private const string Unknown = "?";

    public static byte[] Of(Backtest result)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{result.Members:N0} members, {result.From:uuuu-MM-dd} to {result.AsOf:uuuu-MM-dd}: {result.Up.Members:N0} move up, {result.Down.Members:N0} down. Money is in cents.");
        string[] programs = [.. Sides(result).Select(side => side.Name)];
        Section(
            text, "Members by tier: current, down; draft, across", ["", .. result.Draft.Tiers.Select(tier => tier.Name)], Moves(result));
        Section(text, "Tier", ["", .. programs.SelectMany(name => new[] { $"members, {name}", $"revenue, {name}" })], Tiers(result));
        Section(text, "Rewards earned", ["", .. programs.SelectMany(name => new[] { name, $"cost, {name}" })], Rewards(result));
        Section(text, "Cost by month", ["", .. programs], Costs(result));
        if (result.Messages is { } messages)
        {
            Section(text, $"Messages in the next {MessageOutlook.Days} days", ["", "current", "draft"], Messages(messages));
        }

        Section(text, "Some who move up", ["", "from", "to"], Some(result.Up));
        Section(
            text,
            "Who would move down when, if the draft were published on the last date",
            ["", "members"],
            [.. result.Down.Months.Select(month => new[] { month.Key.ToString("uuuu-MM", CultureInfo.InvariantCulture), Text(month.Value) })]);
        Section(text, "Some who move down", ["", "from", "to"], Some(result.Down));
        return Encoding.UTF8.GetBytes(text.Replace(Environment.NewLine, "\n").ToString());
    }

    private static List<string[]> Moves(Backtest result) =>
    [
        .. result.Current.Tiers.Select(from => (string[])
        [
            from.Name,
            .. result.Draft.Tiers.Select(to =>
                Text(result.Moves.FirstOrDefault(move => move.From == from.Id && move.To == to.Id)?.Members ?? 0)),
        ]),
    ];

    private static List<string[]> Tiers(Backtest result)
    {
        var ids = Sides(result).SelectMany(side => side.Side.Tiers).Select(tier => tier.Id).Distinct();
        return
        [
            .. ids.Select(id => (string[])
            [
                Sides(result).SelectMany(side => side.Side.Tiers).Last(tier => tier.Id == id).Name,
                .. Sides(result)
                    .Select(side => side.Side.Tiers.FirstOrDefault(tier => tier.Id == id))
                    .SelectMany(tier => new[] { Text(tier?.Members), Text(tier?.Revenue) }),
            ]),
        ];
    }

    private static List<string[]> Rewards(Backtest result)
    {
        var rows = Sides(result).SelectMany(side => side.Side.Rewards).Select(reward => (reward.Key, reward.Reward)).Distinct()
            .OrderBy(row => row.Key).ThenBy(row => row.Reward, StringComparer.Ordinal);
        return
        [
            .. rows.Select(row => (string[])
            [
                $"{row.Key} {row.Reward}",
                .. Sides(result)
                    .Select(side => side.Side.Rewards.Where(reward => (reward.Key, reward.Reward) == row).ToList())
                    .SelectMany(same => new[]
                    {
                        Text(same.Sum(reward => reward.Count)),
                        same.Exists(reward => reward.Cost is null) ? Unknown : Text(EarnedReward.Sum(same.Select(reward => reward.Cost ?? 0))),
                    }),
            ]),
            ["in all", .. Sides(result).SelectMany(side => new[] { Text(side.Side.Rewards.Sum(reward => reward.Count)), Text(side.Side.Cost) })],
        ];
    }

    private static List<string[]> Costs(Backtest result) =>
    [
        .. Sides(result).SelectMany(side => side.Side.CostByMonth.Keys).Distinct().Order().Select(month => (string[])
        [
            month.ToString("uuuu-MM", CultureInfo.InvariantCulture),
            .. Sides(result).Select(side => Text(side.Side.CostByMonth.GetValueOrDefault(month))),
        ]),
    ];

    private static List<string[]> Messages(MessageOutlook messages) =>
    [
        .. messages.Current.Keys.Union(messages.Draft.Keys).Order().Select(kind => (string[])
            [kind.Name(), Text(messages.Current.GetValueOrDefault(kind)), Text(messages.Draft.GetValueOrDefault(kind))]),
    ];

    private static List<string[]> Some(Movers movers) =>
        [.. movers.Sample.Select(mover => (string[])[mover.Member.ToString(), mover.From, mover.To])];

    private static IEnumerable<(string Name, BacktestSide Side)> Sides(Backtest result) =>
        result.AsItWas is { } was
            ? [("as it was", was), ("current", result.Current), ("draft", result.Draft)]
            : [("current", result.Current), ("draft", result.Draft)];

    private static string Text(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The first column to the left, the others to the right; nothing where there are no rows.</summary>
    private static void Section(StringBuilder text, string title, string[] head, List<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine(title);
        List<string[]> all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (var row in all)
        {
            text.AppendLine("  " + string.Join("  ", row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }
}
