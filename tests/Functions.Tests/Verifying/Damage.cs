using System.Text;
using System.Text.Json;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Portal;

namespace Loyalty.Functions.Tests.Verifying;

/// <summary>One row taken out or changed behind everybody's back, where it says nothing but what follows from others.</summary>
/// <param name="Fields">What is in its place; null where it is taken out.</param>
internal sealed record Damage(string Table, Row Row, Fields? Fields, string What)
{
    private static readonly string[] Outside =
        [Tables.Codes, Tables.Redemptions, Tables.Messages, Tables.Lookups, Tables.Finder];

    /// <summary>All the damage that can be done to a store.</summary>
    public static IReadOnlyList<Damage> Of(IReadOnlyList<(string Table, Row Row)> rows)
    {
        var lookups = rows.Where(found => found.Table == Tables.Lookups).Select(found => $"lookup:{found.Row.Partition}").ToHashSet();
        var hints = rows.Where(found => found.Row.Key == "member" && found.Row.Fields.Text("mergedInto") is null).SelectMany(found => HintsOf(found.Row)).ToHashSet();

        // What the refunds of several numbers come to is read from no row.
        var alone = rows
            .Where(found => found.Row.Key == "member" && found.Row.Fields.Text("mergedInto") is null && found.Row.Fields.Flag("joint") is null)
            .Select(found => found.Row.Partition)
            .ToHashSet();
        return
        [
            .. rows.Where(found => Outside.Contains(found.Table)
                    || (found.Table == Tables.Due && hints.Contains($"{found.Row.Partition.Split(':')[0]} {found.Row.Key} {found.Row.Fields.Text("due")}"))
                    || (found.Table == Tables.Members && (lookups.Contains(found.Row.Key) || (found.Row.Key.StartsWith("refunds:", StringComparison.Ordinal) && alone.Contains(found.Row.Partition)))))
                .Select(found => new Damage(found.Table, found.Row, null, "taken out")),
            .. rows.Where(found => found.Table == Tables.Members && found.Row.Key == "member" && found.Row.Fields.Text("mergedInto") is null)
                .SelectMany(found => OfMember(found.Row)),
        ];
    }

    public async Task DoAsync(PortalBench bench)
    {
        var now = await bench.Store.ReadAsync(Table, Row.Partition, Row.Key, CancellationToken.None);
        Write write = Fields is null ? new Write.Delete(Row.Key, now!.ETag) : new Write.Put(Row.Key, Fields);
        Assert.IsType<CommitResult.Committed>(await bench.Store.CommitAsync(Table, Row.Partition, [write], CancellationToken.None));
    }

    public override string ToString() => $"{Table} {Row.Partition} {Row.Key} {What}";

    private static IEnumerable<string> HintsOf(Row row)
    {
        using var outreach = JsonDocument.Parse(row.Fields.Bytes("outreach0") ?? "{}"u8.ToArray());
        string[] sweeps = ["TierRewards", "ThankYouNotes", "WinBackOffers", "Reminders", "Erasures", "Finder"];
        return outreach.RootElement.TryGetProperty("hints", out var hints) && hints.ValueKind == JsonValueKind.Array
            ? [.. sweeps.Zip(hints.EnumerateArray(), (sweep, hint) => $"{sweep} {row.Partition} {hint.GetString()}")]
            : [];
    }

    private static IEnumerable<Damage> OfMember(Row row)
    {
        foreach (var name in new[] { "tier", "tierUntil", "version", "lifetimeSpend", "lifetimeVisits", "lastDate", "asOf", "seenAt", "joint", "history0", "rewards0", "listed" })
        {
            if (row.Fields.Any(field => field.Key == name))
            {
                yield return new(Tables.Members, row, Without(row, name), $"without {name}");
            }
        }

        yield return With(row, "lifetimeSpend", row.Fields.Number("lifetimeSpend")!.Value + 1);
        yield return With(row, "owed", 5L);
        yield return With(row, "tier", "nobody's");
        yield return With(row, "history0", row.Fields.Bytes("history0")!.Select((one, place) => place == 6 ? (byte)(one ^ 1) : one).ToArray());
        foreach (var (name, from, to) in new[]
        {
            ("rewards0", "\"stamp:coffee\":", "\"stamp:coffee\":1"), ("rewards0", "\"open\":[{", "\"open\":[],\"gone\":[{"),
            ("rewards0", "\"expiresOn\":\"2026", "\"expiresOn\":\"2027"), ("outreach0", "\"granted\":true", "\"granted\":false"),
            ("outreach0", "\"hints\"", "\"lost\""), ("outreach0", "\"complaints\"", "\"lost\""), ("outreach0", "\"left\":", "\"left\":1"),
        })
        {
            var text = Encoding.UTF8.GetString(row.Fields.Bytes(name) ?? []);
            if (text.Contains(from, StringComparison.OrdinalIgnoreCase))
            {
                yield return With(row, name, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.OrdinalIgnoreCase))) with { What = $"with {to}" };
            }
        }
    }

    private static Damage With(Row row, string name, object value)
    {
        var fields = Without(row, name);
        fields.Add(KeyValuePair.Create(name, value));
        return new(Tables.Members, row, fields, $"with another {name}");
    }

    private static Fields Without(Row row, string name)
    {
        var fields = new Fields();
        foreach (var field in row.Fields.Where(field => field.Key != name))
        {
            fields.Add(field);
        }

        return fields;
    }
}
