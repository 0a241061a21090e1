using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>The reference itself is held to the contract's examples.</summary>
public class ReferenceVectorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public static TheoryData<string> Vectors =>
        [.. Directory.GetDirectories(Folder).Select(vector => Path.GetFileName(vector)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_reference_says_what_the_contract_expects_to_the_letter(string vector)
    {
        var folder = Path.Combine(Folder, vector);
        var published = Directory.GetFiles(folder, "program*.json")
            .Order(StringComparer.Ordinal)
            .Select(path => (From: InForceFrom(path), Program: Program(path)))
            .OrderBy(version => version.From)
            .ToList();
        var x = LocalDatePattern.Iso.Parse(File.ReadAllText(Path.Combine(folder, "as-of.txt")).Trim()).Value;

        var lines = Ndjson.Lines(File.ReadAllBytes(Path.Combine(folder, "events.ndjson")))
            .Select(line => EventJson.Parse(line.Text, published[0].Program.Currency))
            .OfType<Parsed<PurchaseEvent>.Good>()
            .GroupBy(good => good.Value.Member, good => good.Value)
            .OrderBy(events => events.Key)
            .Select(events => $"{ReferenceStanding.Evaluate(published, events, x).ToJson(events.Key)}\n");

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.ndjson")), string.Concat(lines));
    }

    private static LocalDate InForceFrom(string path) =>
        Path.GetFileNameWithoutExtension(path).Split('@') is [_, var date]
            ? LocalDatePattern.Iso.Parse(date).Value
            : LocalDate.MinIsoValue;

    private static LoyaltyProgram Program(string path) => ProgramJson.Parse(File.ReadAllBytes(path)) switch
    {
        Parsed<LoyaltyProgram>.Good good => good.Value,
        _ => throw new InvalidOperationException($"{path} is no program."),
    };
}
