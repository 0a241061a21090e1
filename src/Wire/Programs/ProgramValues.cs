using System.Collections.Frozen;
using System.Text.Json;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Programs;

/// <summary>What the fields of a program hold: how each is read (null where it is wrong), and what to say was expected.</summary>
internal static class ProgramValues
{
    public const string IdRule = "1 to 64 ASCII letters, digits and . _ : -, the first a letter or digit";
    public const string StoreRule = "a store's id: 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit";
    public const string NameRule = "text of 1 to 200 printable characters";
    public const string CurrencyRule = "an active currency code of ISO 4217, such as \"EUR\"";
    public const string ZoneRule = "a time zone of the TZDB, such as \"Europe/Riga\"";
    public const string TimeRule = "a time of day, such as \"04:00\"";
    public const string DayRule = "a day of the week, such as \"monday\"";
    public const string DateRule = "a date, such as \"2026-12-25\"";

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly FrozenSet<string> Zones = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, IsoDayOfWeek> Days = Enumerable.Range(1, 7)
        .Select(day => (IsoDayOfWeek)day)
        .ToFrozenDictionary(day => day.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static string? Id(JsonElement element) =>
        element.Text() is { } text && Identifier.IsValid(text, Identifier.ShortMaxLength) ? text : null;

    public static string? Name(JsonElement element) =>
        element.Text() is { } text && PlainText.IsPrintable(text, ProgramLimits.NameLength) ? text : null;

    public static StoreId? Store(JsonElement element) => StoreId.TryParse(element.Text());

    public static Category? Category(JsonElement element) => Domain.Values.Category.TryParse(element.Text());

    public static string? Currency(JsonElement element) =>
        element.Text() is { } text && CurrencyCodes.Active.Contains(text) ? text : null;

    public static DateTimeZone? Zone(JsonElement element) =>
        element.Text() is { } text && Zones.Contains(text) ? DateTimeZoneProviders.Tzdb[text] : null;

    public static LocalTime? Time(JsonElement element) =>
        element.Text() is { } text && TimePattern.Parse(text).TryGetValue(LocalTime.Midnight, out var time) ? time : null;

    public static IsoDayOfWeek? Day(JsonElement element) =>
        element.Text() is { } text && Days.TryGetValue(text, out var day) ? day : null;

    /// <summary>From year 1 on, as four digits write it.</summary>
    public static LocalDate? Date(JsonElement element) =>
        element.Text() is { } text && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year >= 1 ? date : null;

    /// <summary>One of a few words.</summary>
    public static Func<JsonElement, string?> Word(params string[] words) =>
        element => element.Text() is { } text && words.Contains(text) ? text : null;

    public static string WordRule(params string[] words) => string.Join(" or ", words.Select(word => $"\"{word}\""));
}
