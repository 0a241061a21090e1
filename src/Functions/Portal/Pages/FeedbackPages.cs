using Loyalty.Domain.Outreach;
using Loyalty.Functions.Portal.Links;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>Asks a customer for a mark and a comment, and thanks for them.</summary>
internal static class FeedbackPages
{
    /// <param name="chosen">The mark that is chosen already, by the link or before something else was wrong.</param>
    /// <param name="again">Whether the customer has answered before. What they said is not shown: a message may have been passed on.
    /// </param>
    /// <param name="wrong">What was wrong with what was sent.</param>
    public static CustomerPage Form(
        LinkVisit visit, Mark? chosen, string comment, bool again, string? wrong = null, int status = StatusCodes.Status200OK)
    {
        var texts = visit.Texts;
        // The line break before the comment is the one that HTML takes away.
        return visit.Page(
            texts.FeedbackTitle,
            Html.Of($"""
                {(wrong is null ? Html.None : Html.Of($"""<p class="wrong" role="alert" id="wrong">{wrong}</p>"""))}
                {(again ? Html.Of($"<p>{texts.FeedbackAgain}</p>") : Html.None)}
                <form method="post"{(wrong is null ? Html.None : Html.Of($""" aria-describedby="wrong" """))}>
                <fieldset>
                <legend>{texts.MarkLegend}</legend>
                {Html.Of(texts.Marks.Select((meaning, i) => Choice(i + Mark.Worst, meaning, chosen)))}
                </fieldset>
                <label class="label" for="comment">{texts.CommentLabel}</label>
                <textarea id="comment" name="comment" rows="6" maxlength="{Feedback.MaxCommentLength}" dir="auto">
                {comment}</textarea>
                <button type="submit">{texts.FeedbackButton}</button>
                </form>
                """),
            status);
    }

    public static CustomerPage Thanks(LinkVisit visit, Feedback feedback) => feedback.Last.Mark.IsComplaint
        ? visit.Page(visit.Texts.SorryTitle, Html.Of($"<p>{visit.Texts.Sorry}</p>"))
        : visit.Page(visit.Texts.ThanksTitle, Html.Of($"<p>{visit.Texts.Thanks}</p>"));

    private static Html Choice(int mark, string meaning, Mark? chosen) => Html.Of($"""
        <label class="choice"><input type="radio" name="mark" value="{mark}" required{(chosen?.Value == mark ? Html.Of($" checked") : Html.None)}> {mark} – {meaning}</label>

        """);
}
