using Loyalty.Functions.Portal.Pages.Cards;

namespace Loyalty.Functions.Portal.Pages;

internal sealed partial record PageTexts
{
    private static PageTexts English { get; } = new()
    {
        Language = "en",
        LanguageName = "English",
        NoGoodTitle = "This link is no longer good",
        NoGood = "It may be too old, or not all of it was copied. Please open it from the message once more.",
        NotNowTitle = "Please try again",
        NotNow = "Something did not work just now, and nothing was changed. Please try again in a minute.",
        UnsubscribeTitle = "Stop our e-mails?",
        UnsubscribeAsk = "You will then get no more news, offers or reminders from us by e-mail. Your membership and your rewards stay.",
        UnsubscribeButton = "Stop e-mails",
        UnsubscribedTitle = "You will get no more e-mails",
        Unsubscribed = "No more news, offers or reminders will be sent to you. Your membership and your rewards stay.",
        FeedbackTitle = "How did you like it?",
        FeedbackAgain = "You have answered already. What you send now takes the place of it.",
        MarkLegend = "Your mark",
        Marks = ["Very bad", "Bad", "All right", "Good", "Very good"],
        MarkMissing = "Please choose a mark from 1 to 5.",
        CommentLabel = "A comment, if you like",
        CommentTooLong = "Please shorten the comment to 2,000 characters.",
        FormUnreadable = "Please send the form once more.",
        FeedbackButton = "Send",
        ThanksTitle = "Thank you!",
        Thanks = "Your answer has reached us. Should you change your mind, send another one by the same link.",
        SorryTitle = "Thank you for telling us",
        Sorry = "We are sorry that it was not good. Somebody will read what you wrote and answer you by e-mail.",
        Card = CardTexts.English,
    };
}
