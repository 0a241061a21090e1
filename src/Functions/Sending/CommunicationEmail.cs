using Azure;
using Azure.Communication.Email;
using Loyalty.Domain.Outreach;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>Real mail, by Communication Services. The name that a sender shows belongs to the MailFrom address of the domain there,
/// and the service takes no other: of the program's sender only the address goes along.</summary>
public sealed class CommunicationEmail(EmailClient client, IClock clock, ILogger<CommunicationEmail> logger) : IEmailProvider
{
    /// <summary>Options for the client of this provider. It tries once: only who holds the claim may say whether a message goes
    /// again. And it gives up long before the claim's lease ends.</summary>
    public static EmailClientOptions ClientOptions() => new()
    {
        Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(60) },
    };

    public async Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        try
        {
            await client.SendAsync(WaitUntil.Started, Message(email), operation.ToGuid(), cancellationToken);
            return new Delivery.Taken();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return CommunicationFailures.Of(exception, clock.GetCurrentInstant(), logger);
        }
    }

    /// <summary>The service keeps no letters, and its logs are the shop's to set.</summary>
    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken) => Task.CompletedTask;

    private static EmailMessage Message(Email email)
    {
        var message = new EmailMessage(
            email.From.Address,
            new EmailRecipients([new EmailAddress(email.To, email.ToName)]),
            new EmailContent(email.Subject) { Html = email.Html, PlainText = email.Text })
        {
            // A link is sealed for the customer; nobody puts another one in its place to count who follows it.
            UserEngagementTrackingDisabled = true,
        };
        foreach (var (name, value) in email.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }
}
