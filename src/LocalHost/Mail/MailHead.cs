using System.Collections.Immutable;
using System.Globalization;
using MimeKit;

namespace Loyalty.LocalHost.Mail;

/// <summary>What a list shows of a message.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Date">Null where it has none, or none that can be read.</param>
internal sealed record MailHead(
    string Name, ImmutableArray<Mailbox> From, ImmutableArray<Mailbox> To, string Subject, DateTimeOffset? Date)
{
    public static MailHead Of(string name, MimeMessage message) => new(
        name,
        Mailboxes(message.From),
        Mailboxes(message.To),
        message.Subject ?? "",
        message.Date == default ? null : message.Date);

    public static MailHead Unreadable(string name) => new(name, [], [], "This file cannot be read as a message.", null);

    /// <summary>In UTC.</summary>
    public string When => Date?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Whether the text is in the name or address that it went to, or in the subject.</summary>
    public bool Mentions(string sought)
    {
        return To.Any(mailbox => Has(mailbox.Address) || Has(mailbox.Name)) || Has(Subject);

        bool Has(string text) => text.Contains(sought, StringComparison.OrdinalIgnoreCase);
    }

    private static ImmutableArray<Mailbox> Mailboxes(InternetAddressList list) =>
        [.. list.Mailboxes.Select(mailbox => new Mailbox(mailbox.Name ?? "", mailbox.Address))];
}
