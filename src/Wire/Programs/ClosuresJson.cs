using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Programs;

/// <summary>When the shop is closed: a date, a range of dates, or a day of the week.</summary>
internal static class ClosuresJson
{
    public static Closure Read(JsonElement element, JsonErrors errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return ReadRange(element, errors);
        }

        if (ProgramValues.Day(element) is { } day)
        {
            return new Closure.Weekly(day);
        }

        if (ProgramValues.Date(element) is not { } date)
        {
            errors.Add($"Expected {ProgramValues.DateRule}, {ProgramValues.DayRule}, or an object with from and to.");
            return new Closure.Dates(default, default);
        }

        return new Closure.Dates(date, date);
    }

    private static Closure.Dates ReadRange(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "from", "to");
        var from = fields.RequiredValue<LocalDate>("from", ProgramValues.Date, ProgramValues.DateRule);
        var to = fields.RequiredValue<LocalDate>("to", ProgramValues.Date, ProgramValues.DateRule);
        if (from is { } first && to is { } last && first > last)
        {
            errors.AddAt("to", "Is before from; expected the last date of the range.");
        }

        return new(from ?? default, to ?? default);
    }
}
