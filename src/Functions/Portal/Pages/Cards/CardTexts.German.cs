using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

internal sealed partial record CardTexts
{
    public static CardTexts German { get; } = new()
    {
        Title = name => name is null ? "Ihre Karte" : $"Guten Tag {name}",
        Level = "Ihre Stufe",
        HeldUntil = date => $"Sie gehört Ihnen bis {date}",
        Benefits = "Das gehört dazu",
        Next = level => $"Auf dem Weg zu {level}",
        TopTitle = "Ganz oben",
        Top = "Eine höhere Stufe gibt es nicht. Danke, dass Sie so oft kommen.",
        Window = window => window switch
        {
            TierWindow.Rolling { Months: 1 } => "im letzten Monat",
            TierWindow.Rolling { Months: var months } => $"in den letzten {months} Monaten",
            TierWindow.CalendarYear => "in diesem Jahr",
            _ => "bisher",
        },
        Spent = (have, of, window) => $"{have} von {of} {window}",
        Visited = (have, of, window) => $"{have} von {(of == 1 ? "1 Besuch" : $"{of} Besuchen")} {window}",
        ToGo = needs => $"Noch {needs}.",
        Keep = (level, needs, by) => $"So bleiben Sie länger {level}: noch {needs} bis {by}.",
        KeptByOneMore = (level, by) => $"Noch ein Einkauf bis {by}, und Sie bleiben länger {level}.",
        Visits = count => count == 1 ? "1 Besuch" : $"{count} Besuche",
        And = (one, other) => $"{one} und {other}",
        Or = (one, other) => $"{one} oder {other}",
        Rewards = "Ihre Prämien",
        NoRewards = "Gerade keine. Die nächste kommt mit Ihren Besuchen.",
        ShowAtTill = "Öffnen Sie eine und zeigen Sie den Code an der Kasse.",
        GoodUntil = date => $"Gültig bis {date}",
        FromSpend = amount => $"Für Einkäufe ab {amount}",
        OnlyAt = stores => $"Nur bei {stores}",
        QrSays = "Der Code darunter, für den Scanner der Kasse",
        MoreRewards = count => count == 1 ? "Und eine weitere" : $"Und {count} weitere",
        StillMoreRewards = count => $"Und noch {count}: Sie erscheinen hier, wenn Sie diese einlösen.",
        PastRewards = "Frühere Prämien",
        AtTill = "Gerade an einer Kasse vorgemerkt",
        Used = date => $"Eingelöst am {date}",
        Expired = date => $"Abgelaufen am {date}",
        Revoked = "Nach einer Rückgabe zurückgenommen",
        Stamps = (have, every) => $"{have} von {(every == 1 ? "1 Stempel" : $"{every} Stempeln")}.",
        StampsBring = reward => $"Eine volle Karte bringt: {reward}",
        Streak = (count, kind) => count == 0 ? "Noch nichts in Folge." : $"{GermanUnit(count, kind)} in Folge.",
        StreakBest = (count, kind) => $"Ihr Rekord: {GermanUnit(count, kind)}.",
        StreakAsks = (visits, kind) => $"Es zählen {visits} Besuche {kind switch { PeriodKind.Day => "am Tag", PeriodKind.Week => "in der Woche", _ => "im Monat" }}.",
        StreakForgives = (count, kind) => count == 1
            ? $"{kind switch { PeriodKind.Day => "Ein Tag", PeriodKind.Week => "Eine Woche", _ => "Ein Monat" }} ohne Besuch unterbricht die Folge nicht."
            : $"{GermanUnit(count, kind)} ohne Besuch unterbrechen die Folge nicht.",
        WeekOf = date => $"Woche vom {date}",
        Mark = mark => mark switch
        {
            StreakPeriodStatus.Met => "Sie waren da",
            StreakPeriodStatus.Missed => "ausgelassen",
            StreakPeriodStatus.Closed => "wir hatten geschlossen",
            _ => "noch offen",
        },
        Purchases = "Ihre letzten Einkäufe",
        NoPurchases = "Noch keine.",
        DateColumn = "Datum",
        AmountColumn = "Betrag",
        Together = count => $"{count} Einkäufe",

        Details = "Ihre Angaben",
        Terms = "Die Bedingungen dieses Programms",
        CodeFirst = address =>
            $"Um Ihre Angaben zu sehen oder zu ändern, oder was wir Ihnen schicken dürfen, brauchen Sie einen Code. Wir schicken ihn an {address}.",
        NoWay = "An der Kasse können Sie Ihre Angaben ändern oder eine E-Mail-Adresse ergänzen lassen.",
        SendCode = "Code anfordern",
        CodeTitle = "Geben Sie Ihren Code ein",
        CodeSent = address => $"Wir haben einen Code an {address} geschickt. Er gilt 10 Minuten. Sehen Sie auch bei unerwünschter Post nach.",
        CodeLabel = "Die 6 Ziffern aus der E-Mail",
        CodeButton = "Weiter",
        CodeMissing = "Es gibt noch keinen Code, oder er ist zu alt.",
        SendAnother = "Neuen Code anfordern",
        WrongCode = left => $"Das ist nicht der Code. {(left == 0 ? "Bitte fordern Sie einen neuen an." : left == 1 ? "Sie haben noch einen Versuch." : $"Sie haben noch {left} Versuche.")}",
        CodeOver =
            "Dieser Code gilt nicht mehr: Er wurde benutzt, ist zu alt oder wurde zu oft versucht. Bitte fordern Sie einen neuen an.",
        TooManyCodes = minutes => $"Wir haben Ihnen mehrere Codes geschickt. Der nächste ist in {GermanWait(minutes)} möglich.",
        CodeNotSent =
            "Wir können gerade keine E-Mail schicken, und es ist kein Code unterwegs. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
        AddressRefused = "E-Mails an diese Adresse kommen nicht an, deshalb ist kein Code unterwegs. Bitte fragen Sie an der Kasse.",
        SessionOver =
            "Es ist zu viel Zeit vergangen, oder Ihre Adresse hat sich geändert. Jetzt wurde nichts geändert; bitte fordern Sie einen neuen Code an.",
        Back = "Zurück zu Ihrer Karte",
        Saved = "Es ist gespeichert.",
        ProfileTitle = "Ihre Angaben",
        SomeWrong = "Es ist noch nichts gespeichert. Bitte sehen Sie nach, was unten markiert ist.",
        Name = "Name",
        NameWrong = "Bitte kürzen Sie ihn auf 200 Zeichen.",
        Email = "E-Mail-Adresse",
        EmailHint = "Eine neue Adresse gilt, sobald Sie den Code eingegeben haben, den wir an sie schicken.",
        EmailWrong = "Bitte geben Sie eine Adresse wie anna@example.com ein. Ohne sie lässt sich hier nichts ändern.",
        Phone = "Telefon",
        PhoneWrong = "Bitte geben Sie 5 bis 20 Ziffern ein, gern mit Leerzeichen oder einem + davor.",
        Birthday = "Geburtstag",
        Day = "Tag",
        Month = "Monat",
        Year = "Jahr",
        YearHint = "Das Jahr können Sie weglassen.",
        BirthdayWrong = "Dieses Datum gibt es nicht. Bitte geben Sie Tag, Monat und ein Jahr mit vier Ziffern oder keines ein.",
        Language = "Sprache",
        LanguageWrong = "Bitte wählen Sie eine von diesen.",
        NotSaid = "Nicht gewählt",
        Save = "Speichern",
        ConsentTitle = "E-Mails von uns",
        Agreed = "Sie bekommen Neuigkeiten, Angebote und Erinnerungen von uns.",
        NotAgreed = "Sie bekommen keine Neuigkeiten, Angebote oder Erinnerungen von uns.",
        Agree = "Ich bin einverstanden",
        Withdraw = "E-Mails abbestellen",
        ConsentWording = shop =>
            $"Ich bin einverstanden, dass {shop} mir Neuigkeiten, Angebote und Erinnerungen per E-Mail schickt. Ich kann sie jederzeit abbestellen.",
        WithdrawalWording = shop => $"Ich möchte keine Neuigkeiten, Angebote und Erinnerungen von {shop} per E-Mail mehr.",
        DataTitle = "Ihre Daten",
        ExportSays = "Alles, was wir über Sie gespeichert haben, in einer Datei, die andere Programme lesen können.",
        ExportButton = "Meine Daten herunterladen",
        EraseSays = "Sie können alles löschen lassen, was wir über Sie gespeichert haben. Ihre Karte endet damit.",
        EraseButton = "Meine Daten löschen",
        EraseTitle = "Alles löschen?",
        EraseAsk = shop =>
            $"{shop} vergisst dann Ihren Namen, Ihre Adresse und Telefonnummer, Ihre Einkäufe und Besuche, Ihre Stufe und Stempel und alle Nachrichten.",
        EraseForGood = "Prämien, die Sie noch nicht eingelöst haben, gehen verloren. Niemand kann das rückgängig machen, auch wir nicht.",
        EraseConfirm = "Ja, alles löschen",
        ErasedTitle = "Alles ist gelöscht",
        Erased = shop => $"{shop} kennt Sie nicht mehr, und Ihre Karte ist beendet. Danke, dass Sie bei uns waren.",
        NewAddressTitle = "Bestätigen Sie Ihre neue Adresse",
        NewAddressSent =
            "Alles andere ist gespeichert. Wir haben einen Code an Ihre neue Adresse geschickt; bis Sie ihn eingeben, bleibt die alte.",
        NewAddressButton = "Bestätigen",
    };

    private static string GermanUnit(int count, PeriodKind kind) => kind switch
    {
        PeriodKind.Day => count == 1 ? "1 Tag" : $"{count} Tage",
        PeriodKind.Week => count == 1 ? "1 Woche" : $"{count} Wochen",
        _ => count == 1 ? "1 Monat" : $"{count} Monate",
    };

    private static string GermanWait(int minutes) => minutes switch
    {
        1 => "einer Minute",
        < 90 => $"{minutes} Minuten",
        _ => $"{(minutes + 59) / 60} Stunden",
    };
}
