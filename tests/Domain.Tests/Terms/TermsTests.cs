using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Domain.Tests.Cli;
using Loyalty.Domain.Tests.Wire;
using Loyalty.Templates;
using Loyalty.Templates.Terms;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Terms;

/// <summary>What customers are promised is all that is computed.</summary>
public sealed class TermsTests
{
    // What a reward costs the shop is no term; the rest is not for people, or said by whatever it names.
    private static readonly string[] Unsaid = ["cost", "$schema", "id"];

    private static readonly TermsTemplates Templates = TermsTemplates.Load(Path.Combine(AppContext.BaseDirectory, "config", "templates"));

    /// <summary>Another number at each place of a program shows in its terms, and the number that was there before does not have to be
    /// there by chance.</summary>
    [Theory]
    [InlineData("en", "€9,876.54", "2 March 2031")]
    [InlineData("de", "9.876,54\u00a0€", "2. März 2031")]
    public void Each_number_date_and_time_of_the_program_is_in_its_terms(string locale, string money, string date)
    {
        var places = 0;
        foreach (var (pointer, value) in WholeProgram.Leaves().Where(leaf => !Unsaid.Contains(leaf.Pointer.Split('/')[^1])))
        {
            if (Other(pointer, value) is not var (json, said))
            {
                continue;
            }

            var edited = Edited(pointer, json);
            Assert.DoesNotContain(said, Write(WholeProgram.With(), locale), StringComparison.Ordinal);
            Assert.True(Write(edited, locale).Contains(said, StringComparison.Ordinal), $"{pointer} says nothing in {locale}.");
            places++;
        }

        Assert.True(places >= 47, $"Only {places} places were looked at.");

        (string Json, string Said)? Other(string pointer, JsonNode value)
        {
            var text = value.ToJsonString().Trim('"');
            return value.GetValueKind() switch
            {
                JsonValueKind.Number when IsMoney(pointer) => ("987654", money),
                JsonValueKind.Number when pointer.EndsWith("/streaks/0/visits", StringComparison.Ordinal) => ("23", "23"),
                JsonValueKind.Number => ("97", "97"),
                JsonValueKind.String when DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                    ("\"2031-03-02\"", date),
                JsonValueKind.String when text.Length == 5 && text[2] == ':' => ("\"17:31\"", "17:31"),
                _ => null,
            };
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Each_name_is_there_and_each_rule_that_is_switched(string locale)
    {
        var whole = Write(WholeProgram.With(), locale);

        foreach (var (pointer, value) in WholeProgram.Leaves().Where(leaf => leaf.Pointer.EndsWith("/name", StringComparison.Ordinal)
            || leaf.Pointer.Contains("/benefits/", StringComparison.Ordinal) || leaf.Pointer.EndsWith("/item", StringComparison.Ordinal)))
        {
            Assert.Contains(value.GetValue<string>(), whole, StringComparison.Ordinal);
        }

        foreach (var (pointer, json) in new (string, string?)[]
        {
            ("/tiers/softLanding", "false"), ("/tiers/levels/2/require", "\"any\""), ("/tiers/levels/2/repeat", null),
            ("/streaks/0/freezes", "0"), ("/streaks/0/period", "\"month\""), ("/streaks/0/milestones/1/repeat", "true"), ("/refunds", null),
            ("/onPublish", null), ("/messages", null), ("/messages/welcome", null), ("/messages/tierUpgrade", null), ("/messages/birthday", null),
            ("/messages/thankYou/askFeedback", "false"), ("/messages/thankYou/when/firstPurchase", "false"), ("/weekStart", "\"friday\""),
            ("/closures/2", "\"friday\""), ("/earn", null), ("/rewards/tenOff/categories", null), ("/rewards/fiver/stores", null),
            ("/visit/minSpend", "0"), ("/zone", "\"Europe/Paris\""),
        })
        {
            Assert.NotEqual(whole, Write(WholeProgram.With(pointer, json), locale));
        }
    }

    [Fact]
    public void Every_kind_of_window_has_words_of_its_own()
    {
        var windows = new[] { "calendarYear", "lifetime" }
            .Select(kind => Write(WholeProgram.With(("/tiers/window", $$"""{"kind":"{{kind}}"}"""), ("/tiers/keep", null)), "en"));

        Assert.All(windows, terms => Assert.DoesNotContain("11 months", terms, StringComparison.Ordinal));
        Assert.Equal(2, windows.Distinct().Count());
        Assert.Contains("for good", windows.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_make_headings_or_lines_of_their_own()
    {
        var terms = Write(WholeProgram.With("/rewards/coffee/name", "\"# A {{shop}} <b>\""), "en");

        Assert.Contains("- 4 weeks bring: # A {{shop}} <b>, each time anew.", terms.Split('\n'));
        Assert.DoesNotContain("# A {{shop}} <b>", terms.Split('\n'));
    }

    [Fact]
    public void A_language_without_terms_gets_the_English_ones()
    {
        var english = Write(WholeProgram.With(), "en");

        Assert.Equal(english, Write(WholeProgram.With(), "fr"));
        Assert.Equal(Write(WholeProgram.With(), "de"), Write(WholeProgram.With(), "de-AT"));
        Assert.NotEqual(english, Write(WholeProgram.With(), "de-AT"));
    }

    [Fact]
    public void The_command_prints_them_and_refuses_what_is_no_program()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, WholeProgram.Text);
            var run = CommandRun.Of("", "program", "explain", file, "--locale", "de");
            Assert.Equal((0, Templates.Write(Pointers.Good(ProgramJson.Parse(WholeProgram.With())), "de", null)), (run.ExitStatus, run.Output));

            File.WriteAllText(file, "{}");
            run = CommandRun.Of("", "program", "explain", file);
            Assert.Equal((2, ""), (run.ExitStatus, run.Output));
            Assert.Contains("/tiers:", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_broken_template_is_refused_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-terms-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "en"));
            File.Copy(Path.Combine(AppContext.BaseDirectory, "config", "templates", "en", "locale.json"), Path.Combine(folder, "en", "locale.json"));
            File.WriteAllText(Path.Combine(folder, "en", "terms.txt"), "# {{shop}}\n\n{{shopp}}\n");

            var refused = Assert.Throws<TemplatesException>(() => TermsTemplates.Load(folder));

            Assert.Equal(["en/terms.txt(3): shopp is not known here."], refused.Errors.Select(error => error.ToString()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(byte[] program, string locale, LocalDate? since = null) =>
        Templates.Write(Pointers.Good(ProgramJson.Parse(program)), locale, since);

    private static bool IsMoney(string pointer) =>
        new[] { "spend", "minSpend", "amount", "maxDiscount", "budgetMonth", "spendAtLeast" }.Contains(pointer.Split('/')[^1]);

    // Of a range both ends are to be in order.
    private static byte[] Edited(string pointer, string json) => pointer switch
    {
        "/closures/1/from" => WholeProgram.With((pointer, json), ("/closures/1/to", "\"2031-07-14\"")),
        "/streaks/0/visits" => WholeProgram.With((pointer, json), ("/streaks/0/period", "\"month\"")),
        "/messages/winBack/steps/0/afterDays" => WholeProgram.With((pointer, json), ("/messages/winBack/steps/1/afterDays", "99")),
        _ => WholeProgram.With(pointer, json),
    };
}
