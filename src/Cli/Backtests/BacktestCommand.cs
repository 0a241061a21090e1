using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Wire.Backtests;

namespace Loyalty.Cli.Backtests;

/// <summary><c>loyalty backtest</c>: what a draft of the program would have changed, had it been in force for twelve months; for
/// the members of a file, or of a shop that runs.</summary>
internal static class BacktestCommand
{
    public static Command Create(Func<Stream> openInput, Stream output, TextWriter error, bool forPeople)
    {
        var draft = new Option<string>("--program") { Description = "The draft's file.", Required = true };
        var against = new Option<string[]>("--against")
        {
            Description = "With --purchases: the program's file as it is; later versions as FILE@DATE, from which they are in force.",
        };
        var purchases = new Option<string?>("--purchases")
        {
            Description = "The events, one JSON object a line, gzipped where the name ends in .gz; - for standard input.",
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "With --purchases: the date on which the twelve months end; without it, that of the last purchase.",
        };
        var live = new Option<bool>("--live")
        {
            Description = $"The members of a shop that runs, with what is published there; the staff's key is in {Shop.KeyName}.",
        };
        var url = Shop.Url("With --live: where it runs.");
        var sample = new Option<int>("--sample")
        {
            Description = "A share of the members, the same ones each time: 10%.",
            DefaultValueFactory = _ => 100,
            CustomParser = PercentOf,
        };
        var json = new Option<bool>("--json") { Description = "JSON, as where the output is no terminal." };
        var command = new Command("backtest", "Says what a draft of the program would have changed in twelve months.")
        {
            draft, against, purchases, asOf, live, url, sample, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(live) == (result.GetValue(purchases) is not null))
            {
                result.AddError("Expected either --purchases FILE or --live.");
            }

            if (result.GetValue(live) == (result.GetValue(against) is [_, ..]))
            {
                result.AddError("Expected --against CURRENT with --purchases, and not with --live, which asks the shop.");
            }

            if (result.GetValue(live) && result.GetValue(asOf) is not null)
            {
                result.AddError("Expected --as-of with --purchases alone; --live looks at today.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var percent = parsed.GetRequiredValue(sample);
            var (result, exitStatus) = parsed.GetValue(live)
                ? await LiveShop.BacktestAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(draft), percent, error, cancellationToken)
                : await Task.Run(
                    () => FileBacktest.Run(
                        new(parsed.GetRequiredValue(draft), parsed.GetRequiredValue(against), parsed.GetRequiredValue(purchases)!,
                            parsed.GetValue(asOf), percent),
                        openInput,
                        error,
                        cancellationToken),
                    cancellationToken);
            if (result is not null)
            {
                await PrintAsync(result, output, forPeople && !parsed.GetValue(json), cancellationToken);
            }

            return exitStatus;
        });
        return command;
    }

    private static int PercentOf(ArgumentResult given)
    {
        var share = given.Tokens[0].Value;
        if (share.EndsWith('%') && int.TryParse(share.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 1 and <= 100)
        {
            return percent;
        }

        given.AddError("Expected a whole share from 1% to 100% after --sample: 10%.");
        return 0;
    }

    private static async Task PrintAsync(Backtest result, Stream output, bool forPeople, CancellationToken cancellationToken)
    {
        if (forPeople)
        {
            await output.WriteAsync(BacktestTable.Of(result), cancellationToken);
            return;
        }

        await using (var writer = new Utf8JsonWriter(output))
        {
            BacktestJson.Write(writer, result);
        }

        output.WriteByte((byte)'\n');
    }
}
