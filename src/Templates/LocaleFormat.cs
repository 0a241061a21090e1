using System.Globalization;
using System.Text.Json;
using Loyalty.Wire.Programs;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Templates;

/// <summary>How a language writes dates and money, by its <c>locale.json</c>: no culture of the system is asked, so that a message
/// reads the same from every machine.</summary>
public sealed class LocaleFormat
{
    private const int ShortLength = 3;

    private readonly LocalDatePattern date;
    private readonly LocalDatePattern shortDate;
    private readonly LocalDatePattern month;
    private readonly string[] shortMonths;
    private readonly IReadOnlyList<string> weekdays;
    private readonly NumberFormatInfo numbers;
    private readonly string money;
    private readonly IReadOnlyDictionary<string, string> symbols;

    private LocaleFormat(File file)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        string[] months = [.. file.Months, ""];
        culture.DateTimeFormat.MonthNames = months;
        culture.DateTimeFormat.MonthGenitiveNames = months;
        shortMonths = [.. months.Select(name => name.Length > ShortLength ? name[..ShortLength] : name)];
        culture.DateTimeFormat.AbbreviatedMonthNames = shortMonths;
        culture.DateTimeFormat.AbbreviatedMonthGenitiveNames = shortMonths;
        Months = file.Months;
        weekdays = file.Weekdays;
        date = LocalDatePattern.Create(file.Date, culture);
        shortDate = LocalDatePattern.Create(
            file.Date.Replace("MMMM", "MMM", StringComparison.Ordinal).Replace("uuuu", "", StringComparison.Ordinal).Trim(' ', ',', '-', '/'),
            culture);
        month = LocalDatePattern.Create("MMMM uuuu", culture);
        numbers = new NumberFormatInfo { NumberDecimalSeparator = file.Decimal, NumberGroupSeparator = file.Group };
        money = file.Money;
        symbols = file.Symbols;
    }

    /// <exception cref="JsonException">It is no such file.</exception>
    /// <exception cref="FormatException">What it says cannot be used.</exception>
    public static LocaleFormat Read(string json)
    {
        var file = JsonSerializer.Deserialize<File>(json, JsonSerializerOptions.Web)
            ?? throw new JsonException("Expected an object.");
        const int MonthsOfYear = 12;
        const int DaysOfWeek = 7;
        if (file is not { Date: not null, Months.Count: MonthsOfYear, Weekdays.Count: DaysOfWeek, Decimal: not null, Group: not null, Money: not null, Symbols: not null }
            || !file.Money.Contains("{amount}", StringComparison.Ordinal)
            || !file.Money.Contains("{symbol}", StringComparison.Ordinal))
        {
            throw new JsonException(
                "Expected date, the 12 months, the 7 weekdays, decimal, group, money with {amount} and {symbol}, and symbols by currency.");
        }

        try
        {
            return new LocaleFormat(file);
        }
        catch (InvalidPatternException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>The names of the months, January first.</summary>
    public IReadOnlyList<string> Months { get; }

    public string Date(LocalDate value) => date.Format(value);

    /// <summary>Without the year, and with the beginning of the month's name.</summary>
    public string ShortDate(LocalDate value) => shortDate.Format(value);

    /// <summary>The beginning of the name of the month that a date is in.</summary>
    public string ShortMonth(LocalDate value) => shortMonths[value.Month - 1];

    /// <summary>The month and year that a date is in.</summary>
    public string Month(LocalDate value) => month.Format(value);

    public string Weekday(IsoDayOfWeek value) => weekdays[(int)value - 1];

    public string Number(long value) => value.ToString("N0", numbers);

    /// <param name="minor">In the currency's minor unit.</param>
    public string Money(long minor, string currency)
    {
        var digits = CurrencyDigits.Of(currency);
        var amount = (minor / (decimal)Math.Pow(10, digits)).ToString($"N{digits}", numbers);
        return money
            .Replace("{amount}", amount, StringComparison.Ordinal)
            .Replace("{symbol}", symbols.GetValueOrDefault(currency) ?? currency + "\u00a0", StringComparison.Ordinal)
            .Trim('\u00a0');
    }

    private sealed record File(
        string Date, IReadOnlyList<string> Months, IReadOnlyList<string> Weekdays, string Decimal, string Group, string Money, IReadOnlyDictionary<string, string> Symbols);
}
