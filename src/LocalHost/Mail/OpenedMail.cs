using System.Collections.Immutable;
using System.Text;
using MimeKit;

namespace Loyalty.LocalHost.Mail;

/// <summary>A message as a mail program opens it.</summary>
/// <param name="Unsubscribing">The headers by which a mail program can end messages.</param>
/// <param name="Source">The file as it is.</param>
internal sealed record OpenedMail(
    MailHead Head, ImmutableArray<(string Name, string Value)> Unsubscribing, string? Html, string? Text, string Source)
{
    public static async Task<OpenedMail> ReadAsync(string name, string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        using var message = await MimeMessage.LoadAsync(new MemoryStream(bytes), cancellationToken);
        return new(
            MailHead.Of(name, message),
            [
                .. message.Headers
                    .Where(header => header.Id is HeaderId.ListUnsubscribe or HeaderId.ListUnsubscribePost)
                    .Select(header => (header.Field, header.Value)),
            ],
            message.HtmlBody,
            message.TextBody,
            Encoding.UTF8.GetString(bytes));
    }
}
