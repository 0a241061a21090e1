using System.Collections.Immutable;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>The words of the customer's pages in a language.</summary>
internal sealed partial record PageTexts
{
    private static ImmutableArray<PageTexts> All => [English, German];

    /// <summary>The languages that the pages speak, each as itself calls it.</summary>
    public static ImmutableArray<(string Tag, string Name)> Languages => [.. All.Select(texts => (texts.Language, texts.LanguageName))];

    public required string LanguageName { get; init; }

    /// <summary>The primary part of a BCP 47 tag.</summary>
    public required string Language { get; init; }

    public required string NoGoodTitle { get; init; }

    public required string NoGood { get; init; }

    public required string NotNowTitle { get; init; }

    public required string NotNow { get; init; }

    public required string UnsubscribeTitle { get; init; }

    public required string UnsubscribeAsk { get; init; }

    public required string UnsubscribeButton { get; init; }

    public required string UnsubscribedTitle { get; init; }

    public required string Unsubscribed { get; init; }

    public required string FeedbackTitle { get; init; }

    public required string FeedbackAgain { get; init; }

    public required string MarkLegend { get; init; }

    /// <summary>What the marks from 1 to 5 mean.</summary>
    public required ImmutableArray<string> Marks { get; init; }

    public required string MarkMissing { get; init; }

    public required string CommentLabel { get; init; }

    public required string CommentTooLong { get; init; }

    public required string FormUnreadable { get; init; }

    public required string FeedbackButton { get; init; }

    public required string ThanksTitle { get; init; }

    public required string Thanks { get; init; }

    /// <summary>For marks that open a complaint.</summary>
    public required string SorryTitle { get; init; }

    public required string Sorry { get; init; }

    /// <summary>Of the customer's card.</summary>
    public required CardTexts Card { get; init; }

    /// <summary>In the member's own language where there are words in it, else in what the browser asks for, else in English.
    /// </summary>
    public static PageTexts For(string? locale, string? acceptLanguage) => Find(locale) ?? ForBrowser(acceptLanguage);

    /// <summary>Whose dates and money go with these words: the member's own locale where it is of the language, else the language.
    /// </summary>
    public string LocaleOf(string? locale) => locale is not null && Find(locale)?.Language == Language ? locale : Language;

    private static PageTexts ForBrowser(string? acceptLanguage) =>
        StringWithQualityHeaderValue.TryParseList([acceptLanguage ?? ""], out var asked)
            ? asked
                .Where(language => language.Quality is not 0)
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => Find(language.Value.Value))
                .FirstOrDefault(texts => texts is not null) ?? English
            : English;

    private static PageTexts? Find(string? tag) => tag is null
        ? null
        : All.FirstOrDefault(texts => texts.Language.Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));
}
