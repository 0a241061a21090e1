using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;
using MimeKit;
using NodaTime;

namespace Loyalty.LocalHost.Mail;

/// <summary>An e-mail as a mail program stores it: plain text and HTML side by side.</summary>
public static class MailMessage
{
    private const string Host = "localhost";

    public static MimeMessage Of(Email email, MessageId operation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(email);
        var message = new MimeMessage
        {
            Subject = email.Subject,
            Date = now.ToDateTimeOffset(),
            MessageId = $"{operation}@{Host}",
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = email.Text },
                new TextPart("html") { Text = email.Html },
            },
        };
        message.From.Add(new MailboxAddress(email.From.Name, email.From.Address));
        message.To.Add(new MailboxAddress(email.ToName, email.To));
        foreach (var (name, value) in email.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }
}
