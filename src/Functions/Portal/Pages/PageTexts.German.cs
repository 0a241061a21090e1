using Loyalty.Functions.Portal.Pages.Cards;

namespace Loyalty.Functions.Portal.Pages;

internal sealed partial record PageTexts
{
    private static PageTexts German { get; } = new()
    {
        Language = "de",
        LanguageName = "Deutsch",
        NoGoodTitle = "Dieser Link gilt nicht mehr",
        NoGood = "Vielleicht ist er zu alt, oder er wurde nicht ganz kopiert. Bitte öffnen Sie ihn noch einmal aus der Nachricht.",
        NotNowTitle = "Bitte versuchen Sie es noch einmal",
        NotNow = "Das hat gerade nicht geklappt, und es wurde nichts geändert. Bitte versuchen Sie es in einer Minute noch einmal.",
        UnsubscribeTitle = "Keine E-Mails mehr von uns?",
        UnsubscribeAsk =
            "Sie bekommen dann keine Neuigkeiten, Angebote oder Erinnerungen mehr per E-Mail. Ihre Mitgliedschaft und Ihre Prämien bleiben.",
        UnsubscribeButton = "E-Mails abbestellen",
        UnsubscribedTitle = "Sie bekommen keine E-Mails mehr",
        Unsubscribed =
            "Wir schicken Ihnen keine Neuigkeiten, Angebote oder Erinnerungen mehr. Ihre Mitgliedschaft und Ihre Prämien bleiben.",
        FeedbackTitle = "Wie hat es Ihnen gefallen?",
        FeedbackAgain = "Sie haben schon geantwortet. Was Sie jetzt senden, tritt an die Stelle davon.",
        MarkLegend = "Ihre Note von 1 (sehr schlecht) bis 5 (sehr gut)",
        Marks = ["Sehr schlecht", "Schlecht", "In Ordnung", "Gut", "Sehr gut"],
        MarkMissing = "Bitte wählen Sie eine Note von 1 bis 5.",
        CommentLabel = "Ein Kommentar, wenn Sie möchten",
        CommentTooLong = "Bitte kürzen Sie den Kommentar auf 2.000 Zeichen.",
        FormUnreadable = "Bitte senden Sie das Formular noch einmal.",
        FeedbackButton = "Senden",
        ThanksTitle = "Vielen Dank!",
        Thanks = "Ihre Antwort ist angekommen. Sollten Sie Ihre Meinung ändern, senden Sie über denselben Link eine neue.",
        SorryTitle = "Danke, dass Sie es uns sagen",
        Sorry = "Es tut uns leid, dass es nicht gut war. Jemand wird lesen, was Sie geschrieben haben, und Ihnen per E-Mail antworten.",
        Card = CardTexts.German,
    };
}
