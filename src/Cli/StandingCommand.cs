using System.CommandLine;
using System.IO.Compression;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Loyalty.Wire.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Cli;

/// <summary><c>loyalty standing</c>: where the members stand whom a file of events names (CONTRACT section 4). Touches no store
/// and no clock.</summary>
internal static class StandingCommand
{
    public static Command Create(Func<Stream> openInput, Stream output, TextWriter error)
    {
        var programs = new Option<string[]>("--program")
        {
            Description = "The program's file; later versions as FILE@DATE, from which they are in force.",
            Required = true,
        };
        var purchases = new Option<string>("--purchases")
        {
            Description = "The events, one JSON object a line, gzipped where the name ends in .gz; - for standard input.",
            Required = true,
        };
        var asOf = new Option<string>("--as-of") { Description = "The date: 1998-06-30.", Required = true };
        var command = new Command("standing", "Prints where each member stands on a date, one JSON object a line.")
        {
            programs, purchases, asOf,
        };
        command.SetAction(parsed =>
        {
            if (!LocalDatePattern.Iso.Parse(parsed.GetRequiredValue(asOf)).TryGetValue(default, out var date) || date.Year < 1)
            {
                error.WriteLine("Expected a date after --as-of: 1998-06-30.");
                return LoyaltyCommand.Wrong;
            }

            if (ProgramFiles.Read(parsed.GetRequiredValue(programs), error) is not { } versions)
            {
                return LoyaltyCommand.Wrong;
            }

            using var events = Open(parsed.GetRequiredValue(purchases), openInput);
            return Print(versions, events, date, output, error);
        });
        return command;
    }

    private static Stream Open(string path, Func<Stream> openInput)
    {
        if (path == "-")
        {
            return openInput();
        }

        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static int Print(ProgramVersions versions, Stream events, LocalDate date, Stream output, TextWriter error)
    {
        var (set, isAllGood) = ReadEvents(events, versions.Newest.Currency, error);
        var buffered = new BufferedStream(output, 1 << 16);
        foreach (var member in set.Members)
        {
            var standing = Standing.Evaluate(versions, set.HistoryOf(member, versions.Newest), date);
            buffered.Write(StandingJson.Write(member, standing));
            buffered.WriteByte((byte)'\n');
        }

        buffered.Flush();
        return isAllGood ? 0 : LoyaltyCommand.Wrong;
    }

    private static (EventSet Events, bool IsAllGood) ReadEvents(Stream stream, string currency, TextWriter error)
    {
        var events = new EventSet();
        var isAllGood = true;
        foreach (var line in Ndjson.Lines(stream))
        {
            var errors = EventJson.Parse(line.Text, currency) switch
            {
                Parsed<PurchaseEvent>.Bad bad => bad.Errors,
                Parsed<PurchaseEvent>.Good good when events.Add(good.Value) == EventAddition.IdReused => [IdReused],
                _ => [],
            };
            foreach (var wrong in errors)
            {
                isAllGood = false;
                error.WriteLine($"line {line.Number}: {wrong}");
            }
        }

        return (events, isAllGood);
    }

    private static JsonError IdReused { get; } =
        new("/id", "IdReused: an earlier event of the member has this id and counts; give each event its own.");
}
