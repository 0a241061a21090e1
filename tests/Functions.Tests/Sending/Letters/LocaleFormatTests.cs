using Loyalty.Templates;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>Money and dates as a language writes them; no culture of the machine is asked.</summary>
public sealed class LocaleFormatTests
{
    private static readonly LocaleFormat English = FormatOf("en");
    private static readonly LocaleFormat German = FormatOf("de");

    [Theory]
    [InlineData(0, "EUR", "€0.00", "0,00\u00a0€")]
    [InlineData(1, "EUR", "€0.01", "0,01\u00a0€")]
    [InlineData(1250, "EUR", "€12.50", "12,50\u00a0€")]
    [InlineData(123_456_789, "USD", "$1,234,567.89", "1.234.567,89\u00a0$")]
    [InlineData(1250, "JPY", "JPY\u00a01,250", "1.250\u00a0JPY")]
    [InlineData(1250, "KWD", "KWD\u00a01.250", "1,250\u00a0KWD")]
    [InlineData(12, "BHD", "BHD\u00a00.012", "0,012\u00a0BHD")]
    [InlineData(12_345, "CLF", "CLF\u00a01.2345", "1,2345\u00a0CLF")]
    [InlineData(12_345, "SEK", "SEK\u00a0123.45", "123,45\u00a0SEK")]
    // The greatest that a program can name, and the greatest that there is: to the last digit.
    [InlineData(9_007_199_254_740_991, "EUR", "€90,071,992,547,409.91", "90.071.992.547.409,91\u00a0€")]
    [InlineData(long.MaxValue, "JPY", "JPY\u00a09,223,372,036,854,775,807", "9.223.372.036.854.775.807\u00a0JPY")]
    public void Money_has_the_digits_of_its_currency(long minor, string currency, string english, string german)
    {
        Assert.Equal(english, English.Money(minor, currency));
        Assert.Equal(german, German.Money(minor, currency));
    }

    [Fact]
    public void A_date_names_its_month()
    {
        string[] english = "January February March April May June July August September October November December".Split(' ');
        string[] german = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".Split(' ');
        for (var month = 1; month <= 12; month++)
        {
            Assert.Equal($"1 {english[month - 1]} 2026", English.Date(new LocalDate(2026, month, 1)));
            Assert.Equal($"1. {german[month - 1]} 2026", German.Date(new LocalDate(2026, month, 1)));
        }
    }

    private static LocaleFormat FormatOf(string locale) =>
        LocaleFormat.Read(File.ReadAllText(Path.Combine(SomeLetters.Folder, locale, "locale.json")));
}
