using System.Globalization;
using Loyalty.Functions.Portal.Pages;

namespace Loyalty.LocalHost.Mail;

/// <summary>The pages of the mail program. What a message says is encoded, and each piece is kept to its own direction.</summary>
internal static class MailPages
{
    public const string HtmlView = "html";
    public const string TextView = "text";
    public const string SourceView = "source";

    public static MailPage List(MailListing listing)
    {
        var found = listing.Heads.IsEmpty
            ? Html.Of($"<p>{Nothing(listing)}</p>")
            : Html.Of($"""
                <div class="columns" aria-hidden="true"><span>From</span><span>To</span><span>Subject</span><span class="when">Date (UTC)</span></div>
                <ul>
                {Html.Of(listing.Heads.Select(Line))}</ul>
                """);
        return new(StatusCodes.Status200OK, "Mail", Html.Of($"""
            <header>
            <h1>Mail</h1>
            <form action="{MailAccess.Path}"><input type="search" name="q" value="{listing.Sought}" placeholder="Name, address or subject" aria-label="Name, address or subject"><button type="submit">Search</button></form>
            </header>
            <main class="panel">
            {found}
            </main>
            {Paging(listing)}
            """));
    }

    public static MailPage Message(OpenedMail mail, string? asked)
    {
        var view = asked is TextView or SourceView || mail.Html is null ? asked is SourceView ? SourceView : TextView : HtmlView;
        return new(StatusCodes.Status200OK, mail.Head.Subject, Html.Of($"""
            <nav>
            <a href="{MailAccess.Path}">All mail</a>
            <span role="group" aria-label="Views">
            {(mail.Html is null ? Html.None : View(HtmlView, "HTML"))}
            {View(TextView, "Text")}
            {View(SourceView, "Source")}
            </span>
            </nav>
            <main>
            <div class="panel">
            <h1><bdi>{mail.Head.Subject}</bdi></h1>
            <dl>
            <dt>From</dt><dd>{Html.Of(mail.Head.From.Select(InFull))}</dd>
            <dt>To</dt><dd>{Html.Of(mail.Head.To.Select(InFull))}</dd>
            <dt>Date</dt><dd>{(mail.Head.When.Length == 0 ? "" : mail.Head.When + " UTC")}</dd>
            {Html.Of(mail.Unsubscribing.Select(header => Html.Of($"""<dt>{header.Name}</dt><dd class="long" tabindex="0"><bdi>{header.Value}</bdi></dd>""")))}
            </dl>
            </div>
            <div class="panel">
            {Content()}
            </div>
            </main>
            """));

        Html Content() => view switch
        {
            HtmlView => Html.Of($"""
                <iframe sandbox="{MessageAnswer.Sandbox}" referrerpolicy="no-referrer" title="The message" src="{PathOf(mail.Head)}/html"></iframe>
                """),
            TextView when mail.Text is null => Html.Of($"<p>This message has no plain text.</p>"),
            TextView => Html.Of($"""<pre dir="auto">{mail.Text}</pre>"""),
            _ => Html.Of($"<pre>{mail.Source}</pre>"),
        };

        Html View(string name, string title) => Html.Of($"""
            <a href="{PathOf(mail.Head)}?view={name}"{(name == view ? Html.Of($""" aria-current="page" """) : Html.None)}>{title}</a>
            """);
    }

    public static MailPage NotFound() => new(StatusCodes.Status404NotFound, "Mail", Html.Of($"""
        <nav><a href="{MailAccess.Path}">All mail</a></nav>
        <main class="panel"><p>There is no such message.</p></main>
        """));

    private static Html Line(MailHead head) => Html.Of($"""
        <li><a class="mail" href="{PathOf(head)}"><span class="from">{Html.Of(head.From.Select(InShort))}</span><span class="to">{Html.Of(head.To.Select(InFull))}</span><span class="subject"><bdi>{head.Subject}</bdi></span><span class="when">{head.When}</span></a></li>

        """);

    // Each on its own, so that neither a name nor an address turns the direction of the other.
    private static Html InFull(Mailbox mailbox) => mailbox.Name.Length == 0
        ? Html.Of($"""<bdi dir="ltr">{mailbox.Address}</bdi> """)
        : Html.Of($"""<bdi>{mailbox.Name}</bdi> <bdi dir="ltr" class="address">&lt;{mailbox.Address}&gt;</bdi> """);

    private static Html InShort(Mailbox mailbox) =>
        Html.Of($"""<bdi>{(mailbox.Name.Length == 0 ? mailbox.Address : mailbox.Name)}</bdi> """);

    private static Html Paging(MailListing listing) => listing is { Page: 1, HasOlder: false }
        ? Html.None
        : Html.Of($"""
            <nav aria-label="Pages">
            {(listing.Page > 1 ? Html.Of($"""<a rel="prev" href="{PathOf(listing, listing.Page - 1)}">Newer</a>""") : Html.None)}
            {(listing.HasOlder ? Html.Of($"""<a rel="next" href="{PathOf(listing, listing.Page + 1)}">Older</a>""") : Html.None)}
            </nav>
            """);

    private static string Nothing(MailListing listing) =>
        listing.Page > 1 ? "There is nothing older."
        : listing.Sought.Length > 0 ? "No message has that in its name, address or subject."
        : "There is no mail yet. The timers write it as it falls due.";

    private static string PathOf(MailHead head) => $"{MailAccess.Path}/{Uri.EscapeDataString(head.Name)}";

    private static string PathOf(MailListing listing, int page) => string.Create(
        CultureInfo.InvariantCulture, $"{MailAccess.Path}?q={Uri.EscapeDataString(listing.Sought)}&page={page}");
}
