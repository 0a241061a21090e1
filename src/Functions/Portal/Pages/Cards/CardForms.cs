using System.Collections.Immutable;
using Loyalty.Functions.Portal.Cards;
using Loyalty.Functions.Sending.Templates;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The forms of the card. None has more authority than the link that it stands behind and the session that it carries.
/// </summary>
internal static class CardForms
{
    /// <summary>Asks for a code, where one can be sent.</summary>
    public static Html Ask(CardView view, string action)
    {
        var texts = view.Texts;
        return Html.Of($"""
            <section aria-labelledby="details">
            <h2 id="details">{texts.Details}</h2>
            {(view.CanChange
                ? Html.Of($"<p>{texts.CodeFirst(Masked(view.Member.Profile.Email!))}</p>{Button(action, texts.SendCode)}")
                : Html.Of($"<p>{texts.NoWay}</p>"))}
            </section>

            """);
    }

    /// <summary>Takes a code.</summary>
    /// <param name="session">Null where the code is to open one.</param>
    public static Html Code(CardTexts texts, string action, string button, string? session, string? wrong) => Html.Of($"""
        <form method="post" action="{action}">
        {Session(session)}
        <div class="field">
        <label for="code">{texts.CodeLabel}</label>
        {Wrong("code", wrong)}
        <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required{Described("code", wrong)}>
        </div>
        <button type="submit">{button}</button>
        </form>

        """);

    public static Html Button(string action, string text, bool isQuiet = false) => Html.Of($"""
        <form method="post" action="{action}"><button type="submit"{(isQuiet ? Html.Of($""" class="quiet" """) : Html.None)}>{text}</button></form>

        """);

    /// <param name="wrong">The fields that are not as they can be, by name.</param>
    public static Html Profile(
        CardTexts texts, LocaleFormat format, string session, ProfileForm form, ImmutableArray<string> wrong)
    {
        return Html.Of($"""
            <form method="post" action="profile" novalidate>
            {Session(session)}
            {Text("name", texts.Name, form.Name, "text", "name", Says("name", texts.NameWrong))}
            {Text("email", texts.Email, form.Email, "email", "email", Says("email", texts.EmailWrong), texts.EmailHint)}
            {Text("phone", texts.Phone, form.Phone, "tel", "tel", Says("phone", texts.PhoneWrong))}
            <fieldset aria-describedby="birthday-hint{(wrong.Contains("birthday") ? " birthday-wrong" : "")}">
            <legend>{texts.Birthday}</legend>
            <p class="note" id="birthday-hint">{texts.YearHint}</p>
            {Wrong("birthday", Says("birthday", texts.BirthdayWrong))}
            <div class="parts">
            <div><label for="day">{texts.Day}</label><input id="day" name="day" type="text" inputmode="numeric" maxlength="2" autocomplete="bday-day" value="{form.Day}"{Invalid(wrong.Contains("birthday"))}></div>
            <div class="wide"><label for="month">{texts.Month}</label><select id="month" name="month" autocomplete="bday-month"{Invalid(wrong.Contains("birthday"))}><option value="">–</option>{Html.Of(format.Months.Select((name, place) => Option(Number(place + 1), name, form.Month)))}</select></div>
            <div><label for="year">{texts.Year}</label><input id="year" name="year" type="text" inputmode="numeric" maxlength="4" autocomplete="bday-year" value="{form.Year}"{Invalid(wrong.Contains("birthday"))}></div>
            </div>
            </fieldset>
            <div class="field">
            <label for="locale">{texts.Language}</label>
            {Wrong("locale", Says("locale", texts.LanguageWrong))}
            <select id="locale" name="locale"{Described("locale", Says("locale", texts.LanguageWrong))}>{Languages(texts, form.Locale)}</select>
            </div>
            <button type="submit">{texts.Save}</button>
            </form>

            """);

        string? Says(string field, string what) => wrong.Contains(field) ? what : null;
    }

    public static Html Consent(CardTexts texts, string session, string shop, bool isGranted) => Html.Of($"""
        <section aria-labelledby="consent">
        <h2 id="consent">{texts.ConsentTitle}</h2>
        <p>{(isGranted ? texts.Agreed : texts.NotAgreed)}</p>
        <form method="post" action="consent">
        {Session(session)}
        <input type="hidden" name="granted" value="{(isGranted ? "no" : "yes")}">
        {(isGranted ? Html.None : Html.Of($"<p>{texts.ConsentWording(shop)}</p>"))}
        <button type="submit"{(isGranted ? Html.Of($""" class="quiet" """) : Html.None)}>{(isGranted ? texts.Withdraw : texts.Agree)}</button>
        </form>
        </section>

        """);

    /// <summary>Hands out all that is held, and leads to the question whether to erase it.</summary>
    public static Html Data(CardTexts texts, string session) => Html.Of($"""
        <section aria-labelledby="data">
        <h2 id="data">{texts.DataTitle}</h2>
        <p>{texts.ExportSays}</p>
        <form method="post" action="export">
        {Session(session)}
        <button type="submit" class="quiet">{texts.ExportButton}</button>
        </form>
        <p class="after">{texts.EraseSays}</p>
        <form method="post" action="erase">
        {Session(session)}
        <button type="submit" class="quiet">{texts.EraseButton}</button>
        </form>
        </section>

        """);

    public static Html Erase(CardTexts texts, string session) => Html.Of($"""
        <form method="post" action="erase">
        {Session(session)}
        <input type="hidden" name="confirmed" value="yes">
        <button type="submit" class="grave">{texts.EraseConfirm}</button>
        </form>

        """);

    /// <summary>An address as far as whoever has the link may see it.</summary>
    public static string Masked(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{address.EnumerateRunes().First()}•••{address[at..]}";
    }

    private static Html Text(
        string name, string label, string value, string type, string autocomplete, string? wrong, string? hint = null) => Html.Of($"""
        <div class="field">
        <label for="{name}">{label}</label>
        {(hint is null ? Html.None : Html.Of($"""<p class="note" id="{name}-hint">{hint}</p>"""))}
        {Wrong(name, wrong)}
        <input id="{name}" name="{name}" type="{type}" autocomplete="{autocomplete}" value="{value}" dir="auto"{Described(name, wrong, hint is null ? null : $"{name}-hint")}>
        </div>

        """);

    // A language that a till has given and that these pages do not speak stays until another is chosen.
    private static Html Languages(CardTexts texts, string chosen)
    {
        var spoken = PageTexts.Languages;
        var known = spoken.FirstOrDefault(language => language.Tag.Equals(chosen.Split('-')[0], StringComparison.OrdinalIgnoreCase));
        var others = chosen.Length == 0 ? Option("", texts.NotSaid, chosen)
            : known.Tag is null ? Option(chosen, chosen, chosen)
            : Html.None;
        return Html.Of([
            others,
            .. spoken.Select(language => language.Tag == known.Tag
                ? Option(chosen, language.Name, chosen)
                : Option(language.Tag, language.Name, chosen)),
        ]);
    }

    private static Html Option(string value, string text, string chosen) => Html.Of(
        $"""<option value="{value}"{(value == chosen ? Html.Of($" selected") : Html.None)}>{text}</option>""");

    private static Html Session(string? session) =>
        session is null ? Html.None : Html.Of($"""<input type="hidden" name="session" value="{session}">""");

    private static Html Wrong(string field, string? wrong) =>
        wrong is null ? Html.None : Html.Of($"""<p class="wrong" id="{field}-wrong">{wrong}</p>""");

    private static Html Invalid(bool isWrong) => isWrong ? Html.Of($""" aria-invalid="true" """) : Html.None;

    private static Html Described(string field, string? wrong, string? hint = null)
    {
        var by = string.Join(' ', new[] { hint, wrong is null ? null : $"{field}-wrong" }.OfType<string>());
        return Html.Of($"{Invalid(wrong is not null)}{(by.Length == 0 ? Html.None : Html.Of($""" aria-describedby="{by}" """))}");
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
