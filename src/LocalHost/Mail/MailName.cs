using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Mail;

/// <summary>The time in a file's name.</summary>
internal static class MailName
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static string Of(Instant at) => Pattern.Format(at);
}
