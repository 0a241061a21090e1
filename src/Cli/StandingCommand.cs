using System.CommandLine;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Loyalty.Wire.Standings;
using NodaTime;

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
            if (LoyaltyCommand.DateOf(parsed.GetRequiredValue(asOf), error) is not { } date)
            {
                return LoyaltyCommand.Wrong;
            }

            if (ProgramFiles.Read("--program", parsed.GetRequiredValue(programs), error) is not { } versions)
            {
                return LoyaltyCommand.Wrong;
            }

            using var events = EventFile.Open(parsed.GetRequiredValue(purchases), openInput);
            return Print(versions, events, date, output, error);
        });
        return command;
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
                Parsed<PurchaseEvent>.Good good when events.Add(good.Value) == EventAddition.IdReused => [EventFile.IdReused],
                _ => [],
            };
            foreach (var wrong in errors)
            {
                isAllGood = false;
                EventFile.Tell(error, line.Number, wrong);
            }
        }

        return (events, isAllGood);
    }
}
