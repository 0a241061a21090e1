using System.Text;
using Loyalty.Functions.Storage;
using MimeKit;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>Every row of every table and every letter of the mail folder, as they are at one time.</summary>
internal sealed record Dump(IReadOnlyList<(string Table, Row Row)> Rows, IReadOnlyList<string> Letters)
{
    public static async Task<Dump> OfAsync(PortalBench bench)
    {
        var rows = new List<(string Table, Row Row)>();
        foreach (var table in Tables.All)
        {
            string? continuation = null;
            do
            {
                var page = await bench.Store.ReadPageAsync(table, null, continuation, CancellationToken.None);
                rows.AddRange(page.Rows.Select(row => (table, row)));
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        var letters = new List<string>();
        foreach (var file in Directory.EnumerateFiles(bench.Mail))
        {
            var letter = await MimeMessage.LoadAsync(file, CancellationToken.None);
            letters.Add($"{file}\n{letter.To}\n{letter.Subject}\n{letter.TextBody}\n{letter.HtmlBody}");
        }

        return new(rows, letters);
    }

    /// <summary>Where a text is found, in keys, values or bytes.</summary>
    public IReadOnlyList<string> Find(string text) =>
    [
        .. Rows.Where(found => TextOf(found.Row).Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(found => $"{found.Table} {found.Row.Partition} {found.Row.Key} has {text}"),
        .. Letters.Where(letter => letter.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(letter => $"{letter} has {text}"),
    ];

    /// <summary>The rows that have a text, with all that they say.</summary>
    public IReadOnlyList<string> Saying(string text) =>
        [.. Rows.Select(found => $"{found.Table} {TextOf(found.Row)}").Where(row => row.Contains(text, StringComparison.Ordinal))];

    /// <summary>The texts of a field in all rows of a kind.</summary>
    public IEnumerable<string> Texts(string table, string field) =>
        Rows.Where(found => found.Table == table).Select(found => found.Row.Fields.Text(field)).OfType<string>();

    private static string TextOf(Row row) => $"{row.Partition} {row.Key} " + string.Join(' ', row.Fields
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"{field.Key}={(field.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : field.Value)}"));
}
