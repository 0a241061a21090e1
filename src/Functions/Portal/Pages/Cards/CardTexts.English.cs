using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

internal sealed partial record CardTexts
{
    public static CardTexts English { get; } = new()
    {
        Title = name => name is null ? "Your card" : $"Hello, {name}",
        Level = "Your level",
        HeldUntil = date => $"Yours until {date}",
        Benefits = "Comes with it",
        Next = level => $"On the way to {level}",
        TopTitle = "At the top",
        Top = "There is no higher level. Thank you for coming so often.",
        Window = window => window switch
        {
            TierWindow.Rolling { Months: 1 } => "in the last month",
            TierWindow.Rolling { Months: var months } => $"in the last {months} months",
            TierWindow.CalendarYear => "this year",
            _ => "so far",
        },
        Spent = (have, of, window) => $"{have} of {of} spent {window}",
        Visited = (have, of, window) => $"{have} of {(of == 1 ? "1 visit" : $"{of} visits")} {window}",
        ToGo = needs => $"{needs} to go.",
        Keep = (level, needs, by) => $"To stay {level} for longer: {needs} by {by}.",
        KeptByOneMore = (level, by) => $"One more purchase by {by}, and you stay {level} for longer.",
        Visits = count => count == 1 ? "1 visit" : $"{count} visits",
        And = (one, other) => $"{one} and {other}",
        Or = (one, other) => $"{one} or {other}",
        Rewards = "Your rewards",
        NoRewards = "None just now. The next one comes with your visits.",
        ShowAtTill = "Open one and show its code at the till.",
        GoodUntil = date => $"Good until {date}",
        FromSpend = amount => $"On purchases from {amount}",
        OnlyAt = stores => $"Only at {stores}",
        QrSays = "The code below, for the till's scanner",
        MoreRewards = count => count == 1 ? "And one more" : $"And {count} more",
        StillMoreRewards = count => $"And another {count}: they come up here as you use these.",
        PastRewards = "Earlier rewards",
        AtTill = "Set aside at a till just now",
        Used = date => $"Used on {date}",
        Expired = date => $"Expired on {date}",
        Revoked = "Taken back after a return",
        Stamps = (have, every) => $"{have} of {(every == 1 ? "1 stamp" : $"{every} stamps")}.",
        StampsBring = reward => $"A full card brings: {reward}",
        Streak = (count, kind) => count == 0 ? $"No {Unit(0, kind)} in a row yet." : $"{Unit(count, kind, true)} in a row.",
        StreakBest = (count, kind) => $"Your best: {Unit(count, kind, true)}.",
        StreakAsks = (visits, kind) => $"It takes {visits} visits a {Unit(1, kind)}.",
        StreakForgives = (count, kind) => $"{Unit(count, kind, true)} without a visit {(count == 1 ? "does" : "do")} not break it.",
        WeekOf = date => $"Week of {date}",
        Mark = mark => mark switch
        {
            StreakPeriodStatus.Met => "you came",
            StreakPeriodStatus.Missed => "missed",
            StreakPeriodStatus.Closed => "we were closed",
            _ => "still open",
        },
        Purchases = "Your last purchases",
        NoPurchases = "None yet.",
        DateColumn = "Date",
        AmountColumn = "Amount",
        Together = count => $"{count} purchases",

        Details = "Your details",
        CodeFirst = address => $"To see or change your details and what we may send you, you need a code. We send it to {address}.",
        NoWay = "Ask at the till to change your details or to add an e-mail address.",
        SendCode = "Send me a code",
        CodeTitle = "Enter your code",
        CodeSent = address => $"We have sent a code to {address}. It is good for 10 minutes. Look among unwanted mail, too.",
        CodeLabel = "The 6 digits from the e-mail",
        CodeButton = "Go on",
        CodeMissing = "There is no code yet, or it is too old.",
        SendAnother = "Send me another code",
        WrongCode = left => $"That is not the code. {(left == 0 ? "Please ask for another one." : left == 1 ? "You can try once more." : $"You can try {left} more times.")}",
        CodeOver = "This code is no longer good: it was used, is too old, or was tried too often. Please ask for another one.",
        TooManyCodes = minutes => $"We have sent you several codes. The next one can be sent in {Wait(minutes)}.",
        CodeNotSent = "We cannot send e-mail just now, and no code is on its way. Please try again in a few minutes.",
        AddressRefused = "E-mail to this address does not arrive, so no code is on its way. Please ask at the till.",
        SessionOver = "Too much time has passed, or your address has changed. Nothing was changed now; please ask for a new code.",
        Back = "Back to your card",
        Saved = "It is saved.",
        ProfileTitle = "Your details",
        SomeWrong = "Nothing is saved yet. Please look at what is marked below.",
        Name = "Name",
        NameWrong = "Please shorten it to 200 characters.",
        Email = "E-mail address",
        EmailHint = "A new address counts once you have entered the code that we send to it.",
        EmailWrong = "Please enter an address such as ann@example.com. Without one nothing can be changed here.",
        Phone = "Phone",
        PhoneWrong = "Please enter 5 to 20 digits, with spaces or a leading + if you like.",
        Birthday = "Birthday",
        Day = "Day",
        Month = "Month",
        Year = "Year",
        YearHint = "You may leave the year out.",
        BirthdayWrong = "There is no such date. Please enter a day, a month, and a year of four digits or none.",
        Language = "Language",
        LanguageWrong = "Please choose one of these.",
        NotSaid = "Not chosen",
        Save = "Save",
        ConsentTitle = "E-mails from us",
        Agreed = "You get news, offers and reminders from us.",
        NotAgreed = "You get no news, offers or reminders from us.",
        Agree = "I agree",
        Withdraw = "Stop e-mails",
        ConsentWording = shop => $"I agree that {shop} sends me news, offers and reminders by e-mail. I can stop them at any time.",
        WithdrawalWording = shop => $"I no longer want news, offers and reminders from {shop} by e-mail.",
        DataTitle = "Your data",
        ExportSays = "Everything that we keep about you, in one file that other programs can read.",
        ExportButton = "Download my data",
        EraseSays = "You can have everything that we keep about you erased. Your card ends with it.",
        EraseButton = "Erase my data",
        EraseTitle = "Erase everything?",
        EraseAsk = shop => $"{shop} then forgets your name, your address and phone number, your purchases and visits, your level and stamps, and all messages.",
        EraseForGood = "Rewards that you have not used are lost. Nobody can undo this, and we cannot either.",
        EraseConfirm = "Yes, erase everything",
        ErasedTitle = "Everything is erased",
        Erased = shop => $"{shop} no longer knows you, and your card has ended. Thank you for having been with us.",
        NewAddressTitle = "Confirm your new address",
        NewAddressSent = "Everything else is saved. We have sent a code to your new address; until you enter it, the old one stays.",
        NewAddressButton = "Confirm",
    };

    private static string Unit(int count, PeriodKind kind, bool withCount = false)
    {
        var unit = kind switch
        {
            PeriodKind.Day => "day",
            PeriodKind.Week => "week",
            _ => "month",
        };
        return withCount ? $"{count} {unit}{(count == 1 ? "" : "s")}" : count == 1 ? unit : unit + "s";
    }

    private static string Wait(int minutes) => minutes switch
    {
        1 => "a minute",
        < 90 => $"{minutes} minutes",
        _ => $"{(minutes + 59) / 60} hours",
    };
}
