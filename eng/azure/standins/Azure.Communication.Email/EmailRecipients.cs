#nullable disable
namespace Azure.Communication.Email;

public class EmailRecipients
{
    public EmailRecipients(IEnumerable<EmailAddress> to) => To = [.. to];

    public IList<EmailAddress> To { get; }
}
