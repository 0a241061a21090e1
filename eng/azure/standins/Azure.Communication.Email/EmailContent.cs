#nullable disable
namespace Azure.Communication.Email;

public class EmailContent
{
    public EmailContent(string subject) => Subject = subject;

    public string Html { get; set; }

    public string PlainText { get; set; }

    public string Subject { get; }
}
