namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>Whoever edits templates learns at once what is wrong, and where; nothing is sent until it is right.</summary>
public sealed class BrokenTemplatesTests
{
    // What stands on the fourth line of the welcome, with a line after it that is like no other.
    private const string Html = "{{> progress}}\n";
    private const string Subject = "Subject: Welcome to {{shop}}";

    [Theory]
    [InlineData("{{#if name}}\n", "en/welcome.html(6): {{/layout}} closes nothing that is open here.")]
    [InlineData("{{/if}}\n", "en/welcome.html(4): {{/if}} closes nothing that is open here.")]
    [InlineData("{{#if name}}x{{/with}}\n", "en/welcome.html(4): {{/with}} closes nothing that is open here.")]
    [InlineData("{{#each reward s}}x{{/each}}\n", "en/welcome.html(4): Expected one name after #each: there are no helpers.")]
    [InlineData("\n{{name \n", "en/welcome.html(5): {{ is never closed by }}.")]
    [InlineData("{{nmae}}\n", "en/welcome.html(4): nmae is not known here.")]
    [InlineData("<p>nmae</p>\n{{nmae}}\n", "en/welcome.html(5): nmae is not known here.")]
    [InlineData("{{#if nmae}}x{{/if}}\n", "en/welcome.html(4): nmae is not known here.")]
    [InlineData("{{#each nmae}}x{{/each}}\n", "en/welcome.html(4): nmae is not known here.")]
    [InlineData("{{#with reward}}\n{{nmae}}{{/with}}\n", "en/welcome.html(5): nmae is not known here.")]
    [InlineData("{{#if reward}}{{reward.nmae}}{{/if}}\n", "en/welcome.html(4): nmae is not known here.")]
    [InlineData("{{> prgress}}\n", "en/welcome.html(4): There is no part prgress: expected a file of that name beginning with _.")]
    [InlineData("{{upper name}}\n", "en/welcome.html(4): Expected one name in {{upper name}}: there are no helpers.")]
    [InlineData("{{#upper name}}x{{/upper}}\n", "en/welcome.html(4): #upper is not known: expected #if, #unless, #with, #each.")]
    [InlineData("{{{name}}}\n", "en/welcome.html(4): Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}.")]
    [InlineData("\n{{& name}}\n", "en/welcome.html(5): Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}.")]
    public void A_mistake_in_a_page_is_named_with_its_line(string put, string error)
    {
        using var templates = new EditedTemplates("en");
        templates.Replace("en/welcome.html", Html, put);

        Assert.Equal([error], templates.Errors());
    }

    [Theory]
    [InlineData("{{#if name}}\n", "en/welcome.txt(6): {{#if}} is never closed.")]
    [InlineData("{{nmae}}\n", "en/welcome.txt(6): nmae is not known here.")]
    [InlineData("{{{name}}}\n", "en/welcome.txt(6): Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}.")]
    public void A_mistake_in_a_text_is_named_with_its_line(string put, string error)
    {
        using var templates = new EditedTemplates("en");
        templates.Replace("en/welcome.txt", Html, put);

        Assert.Equal([error], templates.Errors());
    }

    [Theory]
    [InlineData("Welcome to {{shop}}", "en/welcome.txt(1): Expected \"Subject: \" and the subject, an empty line, and the text.")]
    [InlineData("Subject: Welcome to {{shop}}\nX-More: yes", "en/welcome.txt(1): Expected \"Subject: \" and the subject, an empty line, and the text.")]
    [InlineData("Subject: Welcome to {{shp}}", "en/welcome.txt(1): shp is not known here.")]
    [InlineData("Subject: Welcome to {{#if shop}}", "en/welcome.txt(1): {{#if}} is never closed.")]
    [InlineData("Subject: {{subject}}", "en/welcome.txt(1): subject is not known here.")]
    public void A_subject_stands_alone_on_the_first_line_of_the_text(string put, string error)
    {
        using var templates = new EditedTemplates("en");
        templates.Replace("en/welcome.txt", Subject, put);

        Assert.Equal([error], templates.Errors());
    }

    [Theory]
    [InlineData("en/_layout.html", "<title>{{subject}}", "<title>{{sbject}}", "en/_layout.html(9): sbject is not known here.")]
    [InlineData("en/_layout.html", "<title>{{subject}}", "<title>{{#if shop}}", "en/_layout.html(9): {{#if}} is never closed.")]
    [InlineData("en/_reward.txt", "{{code}}", "{{cde}}", "en/_reward.txt(3): cde is not known here.")]
    [InlineData("en/_reward.html", "{{code}}", "{{{code}}}", "en/_reward.html(7): Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}.")]
    public void A_mistake_in_a_part_is_named_once_where_it_is(string file, string old, string put, string error)
    {
        using var templates = new EditedTemplates("en");
        templates.Replace(file, old, put);

        Assert.Equal([error], templates.Errors());
    }

    [Theory]
    [InlineData("en/welcome.html")]
    [InlineData("en/welcome.txt")]
    [InlineData("en/locale.json")]
    public void A_missing_file_is_named(string file)
    {
        using var templates = new EditedTemplates("en");
        File.Delete(templates.PathOf(file));

        Assert.Equal([$"{file}: Is missing."], templates.Errors());
    }

    [Fact]
    public void A_missing_part_is_named_wherever_it_is_used()
    {
        using var templates = new EditedTemplates("en");
        File.Delete(templates.PathOf("en/_greeting.txt"));

        var errors = templates.Errors();

        Assert.Equal(11, errors.Count);
        Assert.Contains("en/welcome.txt(3): There is no part greeting: expected a file of that name beginning with _.", errors);
    }

    [Fact]
    public void A_language_need_not_have_every_kind_but_each_in_both_forms()
    {
        using var templates = new EditedTemplates("en", "de");
        File.Delete(templates.PathOf("de/welcome.html"));

        Assert.Equal(["de/welcome.html: Is missing."], templates.Errors());

        File.Delete(templates.PathOf("de/welcome.txt"));

        Assert.Empty(templates.Errors());
    }

    [Fact]
    public void English_is_there_whatever_else_is()
    {
        using var templates = new EditedTemplates("de");

        Assert.Equal([$"en: Is missing in {templates.Path}: the language that every kind is there in."], templates.Errors());
    }

    [Theory]
    [InlineData("\"decimal\": \".\",", "\"decimal\": .,", "en/locale.json(26): ")]
    [InlineData("\"decimal\": \".\",", "", "en/locale.json: Expected date, the 12 months, the 7 weekdays, decimal, group, money with {amount} and {symbol}")]
    [InlineData("\"January\",", "", "en/locale.json: Expected date, the 12 months")]
    [InlineData("\"{symbol}{amount}\"", "\"{amount}\"", "en/locale.json: Expected date, the 12 months")]
    [InlineData("\"d MMMM uuuu\"", "\"d MMMM qqqq\"", "en/locale.json: ")]
    [InlineData("\"d MMMM uuuu\"", "\"\"", "en/locale.json: ")]
    public void A_language_that_cannot_be_used_is_refused(string old, string put, string error)
    {
        using var templates = new EditedTemplates("en");
        templates.Replace("en/locale.json", old, put);

        Assert.StartsWith(error, Assert.Single(templates.Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        using var templates = new EditedTemplates("en", "de");
        templates.Replace("en/welcome.html", Html, "{{one}}");
        templates.Replace("de/welcome.txt", Html, "{{two}}");

        Assert.Equal(["de/welcome.txt(6): two is not known here.", "en/welcome.html(4): one is not known here."], templates.Errors());
    }
}
