namespace Loyalty.Functions.Portal.Pages.Cards;

/// <content>The words of what a customer can change.</content>
internal sealed partial record CardTexts
{
    public required string Details { get; init; }

    /// <summary>Of part of the address.</summary>
    public required Func<string, string> CodeFirst { get; init; }

    public required string NoWay { get; init; }

    public required string SendCode { get; init; }

    public required string CodeTitle { get; init; }

    public required Func<string, string> CodeSent { get; init; }

    public required string CodeLabel { get; init; }

    public required string CodeButton { get; init; }

    public required string CodeMissing { get; init; }

    public required string SendAnother { get; init; }

    public required Func<int, string> WrongCode { get; init; }

    public required string CodeOver { get; init; }

    /// <summary>Of the minutes until another code can be sent.</summary>
    public required Func<int, string> TooManyCodes { get; init; }

    public required string CodeNotSent { get; init; }

    public required string AddressRefused { get; init; }

    public required string SessionOver { get; init; }

    public required string Back { get; init; }

    public required string Saved { get; init; }

    public required string ProfileTitle { get; init; }

    public required string SomeWrong { get; init; }

    public required string Name { get; init; }

    public required string NameWrong { get; init; }

    public required string Email { get; init; }

    public required string EmailHint { get; init; }

    public required string EmailWrong { get; init; }

    public required string Phone { get; init; }

    public required string PhoneWrong { get; init; }

    public required string Birthday { get; init; }

    public required string Day { get; init; }

    public required string Month { get; init; }

    public required string Year { get; init; }

    public required string YearHint { get; init; }

    public required string BirthdayWrong { get; init; }

    public required string Language { get; init; }

    public required string LanguageWrong { get; init; }

    public required string NotSaid { get; init; }

    public required string Save { get; init; }

    public required string ConsentTitle { get; init; }

    public required string Agreed { get; init; }

    public required string NotAgreed { get; init; }

    public required string Agree { get; init; }

    public required string Withdraw { get; init; }

    /// <summary>What a customer agrees to, of the shop: it is kept with their yes.</summary>
    public required Func<string, string> ConsentWording { get; init; }

    /// <summary>What a customer says no to, of the shop.</summary>
    public required Func<string, string> WithdrawalWording { get; init; }

    public required string DataTitle { get; init; }

    public required string ExportSays { get; init; }

    public required string ExportButton { get; init; }

    public required string EraseSays { get; init; }

    public required string EraseButton { get; init; }

    public required string EraseTitle { get; init; }

    /// <summary>What goes, of the shop.</summary>
    public required Func<string, string> EraseAsk { get; init; }

    public required string EraseForGood { get; init; }

    public required string EraseConfirm { get; init; }

    public required string ErasedTitle { get; init; }

    public required Func<string, string> Erased { get; init; }

    public required string NewAddressTitle { get; init; }

    public required string NewAddressSent { get; init; }

    public required string NewAddressButton { get; init; }
}
