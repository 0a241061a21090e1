using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Loyalty.Cli.Repairing;

/// <summary><c>loyalty verify</c>: whether all that a shop has stored of its members follows from their ledgers.</summary>
internal static class VerifyCommand
{
    private static readonly string[] Columns = ["member", "row", "field", "stored", "expected"];

    public static Command Create(Stream output, TextWriter error)
    {
        var url = Shop.Url("Where the shop runs.");
        var member = new Option<string?>("--member") { Description = "One member alone, by any of their numbers.", HelpName = "M" };
        var mend = new Option<bool>("--mend") { Description = "Mend what differs. No event, consent or feedback is ever changed." };
        var command = new Command(
            "verify",
            $"Recomputes every member of a shop that runs from the ledger, and says what is stored otherwise; the staff's key is in {Shop.KeyName}. The exit status is 1 where something differs and is not mended.")
        {
            member, mend, url,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var shop = Shop.Open(parsed.GetRequiredValue(url), error);
            return shop is null
                ? LoyaltyCommand.Wrong
                : await RunAsync(shop, parsed.GetValue(member), parsed.GetValue(mend), output, error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Shop shop, string? member, bool mend, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        var progress = new Progress(error);
        var (members, differences, mended) = (0L, 0L, 0L);
        await using var table = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        for (string? next = "", query = $"?mend={(mend ? "true" : "false")}"; next is not null;)
        {
            var place = member is not null ? $"&member={Uri.EscapeDataString(member)}" : next.Length > 0 ? $"&after={Uri.EscapeDataString(next)}" : "";
            using var asked = await shop.Http.PostAsync(new Uri($"/api/verify{query}{place}", UriKind.Relative), null, cancellationToken);
            if (await shop.JsonAsync(asked, cancellationToken) is not { } answer)
            {
                return LoyaltyCommand.Wrong;
            }

            members += answer.GetProperty("checked").GetInt64();
            foreach (var one in answer.GetProperty("differences").EnumerateArray())
            {
                if (differences++ == 0)
                {
                    await table.WriteLineAsync(string.Join('\t', Columns));
                }

                mended += one.GetProperty("mended").GetBoolean() ? 1 : 0;
                await table.WriteLineAsync(Row(one, mend));
            }

            await table.FlushAsync(cancellationToken);
            next = answer.GetProperty("next").GetString();
            progress.Say($"{members:N0} members checked, {differences:N0} differences");
        }

        await table.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{members:N0} members checked: {(differences == 0 ? "nothing differs" : $"{differences:N0} differences, {mended:N0} mended")}."));
        return differences == mended ? 0 : LoyaltyCommand.Found;
    }

    private static string Row(JsonElement difference, bool mend) => string.Join(
        '\t',
        Columns.Select(column => PrintableText.Line(difference.GetProperty(column).GetString()!))
            .Append(!mend ? "" : difference.GetProperty("mended").GetBoolean() ? "mended" : "not mended")).TrimEnd('\t');
}
