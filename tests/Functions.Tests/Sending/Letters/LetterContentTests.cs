using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>What every letter owes its reader. The letters are left in artifacts/letters, for whoever wants to look at them.</summary>
public sealed partial class LetterContentTests
{
    private static readonly HtmlParser Parser = new();

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (kind, locale, situation) in SomeLetters.All())
            {
                cases.Add(kind.Name(), locale, situation.Title);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_letter_can_be_read_by_everyone_and_loads_nothing(string kind, string locale, string situation)
    {
        var email = Write(kind, locale, situation);
        var page = Parser.ParseDocument(email.Html);

        Assert.Equal(locale, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(locale, page.QuerySelector("[role=article]")!.GetAttribute("lang"));
        Assert.Equal(email.Subject, page.Title);
        Assert.Equal(email.Subject, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.Empty(page.QuerySelectorAll("img, link, script, iframe, object, embed, form, input, button, video, audio, base, svg"));
        Assert.DoesNotMatch("(?i)url\\(|@import|@font-face|expression\\(|javascript:", email.Html);
        Assert.All(page.QuerySelectorAll("a"), link => Assert.StartsWith(SomeLetters.Link, link.GetAttribute("href"), StringComparison.Ordinal));
        // A program that drops the style block still shows the colours: they stand in the elements.
        Assert.All(page.QuerySelectorAll("[class]"), element => Assert.NotNull(element.GetAttribute("style")));
        Assert.DoesNotContain("{{", email.Html + email.Text + email.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_plain_text_says_what_the_page_says(string kind, string locale, string situation)
    {
        var email = Write(kind, locale, situation);
        var page = Parser.ParseDocument(email.Html);

        // Each link stands for its words in the text, so words and addresses are compared together.
        var links = page.QuerySelectorAll("a").Select(link => link.GetAttribute("href"));
        var html = Words(string.Join(' ', [.. TextsOf(page.Body!), .. links]));
        var text = Words(email.Subject + " " + email.Text);
        Assert.Equal(html, text);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_line_of_the_text_is_left_blank_twice_or_ends_in_a_space(string kind, string locale, string situation)
    {
        var email = Write(kind, locale, situation);

        Assert.DoesNotContain("\n\n\n", email.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)[ \\t]+$|  ", email.Text);
        Assert.DoesNotMatch(" [.,!?]|  ", string.Join(' ', TextsOf(Parser.ParseDocument(email.Html).Body!, "p, li, h1")));
        Assert.EndsWith("\n", email.Text, StringComparison.Ordinal);
        Assert.False(email.Text.StartsWith('\n'));
    }

    [Theory]
    [InlineData(95_000, 3, "You are €50.00 away from Gold.")]
    [InlineData(31_000, 47, "You are 3 visits away from Gold.")]
    [InlineData(95_000, 47, "You are €50.00 or 3 visits away from Gold.")]
    public void Who_is_nearly_there_is_told_of_what_is_near_and_not_of_what_is_far(int spend, int visits, string says)
    {
        var situation = new LetterSituation($"near-{spend}-{visits}") { Spend = spend, Visits = visits };

        var email = SomeLetters.Write(MessageKind.AlmostThere, "en", situation);

        Assert.Contains($"\n{says}\n", email.Text, StringComparison.Ordinal);
        Assert.Contains(says, Parser.ParseDocument(email.Html).Body!.TextContent, StringComparison.Ordinal);
    }

    private static Email Write(string kind, string locale, string situation)
    {
        var email = SomeLetters.Write(
            Enum.GetValues<MessageKind>().Single(k => k.Name() == kind), locale, SomeLetters.Situations.Single(s => s.Title == situation));
        LetterGallery.Add($"{locale}-{kind}-{situation}", email);
        return email;
    }

    private static IEnumerable<string> TextsOf(IElement element, string? selector = null) => selector is null
        ? element.Descendants<IText>().Select(text => text.Data)
        : element.QuerySelectorAll(selector).Select(part => Spaces().Replace(part.TextContent, " ").Trim());

    private static SortedSet<string> Words(string text) => new(
        Word().Matches(text).Select(word => word.Value), StringComparer.Ordinal);

    [GeneratedRegex(@"https?:\S+|[\p{L}\p{N}][\p{L}\p{N}'.,€-]*(?<![.,])|€[\d.,]+(?<![.,])")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
