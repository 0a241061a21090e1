namespace Loyalty.Functions.Portal.Pages;

/// <summary>The terms of the program: each line of their text is a heading, an item of a list or a paragraph.</summary>
internal static class TermsPage
{
    private const string Heading = "# ";
    private const string Subheading = "## ";
    private const string Item = "- ";

    /// <param name="terms">The first line is the page's own heading.</param>
    public static CustomerPage Of(int status, PageTexts texts, string shop, string terms)
    {
        var lines = terms.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var body = new List<Html>();
        var (inSection, inList) = (false, false);
        foreach (var line in lines.Skip(1))
        {
            var isItem = line.StartsWith(Item, StringComparison.Ordinal);
            if (isItem != inList)
            {
                body.Add(isItem ? Html.Of($"<ul>") : Html.Of($"</ul>"));
                inList = isItem;
            }

            var isHeading = line.StartsWith(Heading, StringComparison.Ordinal);
            if (isHeading)
            {
                body.Add(inSection ? Html.Of($"</section><section>") : Html.Of($"<section>"));
                inSection = true;
            }

            body.Add(
                isHeading ? Html.Of($"<h2>{line[Heading.Length..]}</h2>")
                : line.StartsWith(Subheading, StringComparison.Ordinal) ? Html.Of($"<h3>{line[Subheading.Length..]}</h3>")
                : isItem ? Html.Of($"<li>{line[Item.Length..]}</li>")
                : Html.Of($"<p>{line}</p>"));
        }

        body.Add(inList ? Html.Of($"</ul>") : Html.None);
        body.Add(inSection ? Html.Of($"</section>") : Html.None);
        var title = lines is [var first, ..] ? first.TrimStart('#', ' ') : shop;
        return new(status, texts, shop, title, Html.Of(body));
    }
}
