using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Loyalty.LocalHost.Data;

namespace Loyalty.LocalHost.Mail;

/// <summary>Lets a browser in to the mail page: the start link, which is printed where only the operator sees it, sets a cookie. Both
/// are made of the kept keys, so that they last as long as those do, and neither leads to a key or to the other.</summary>
internal sealed class MailAccess(ApiKeys keys)
{
    public const string Path = "/mail";

    private const string CookieName = "loyalty-mail";

    private readonly string start = Derive(keys, "mail start");
    private readonly string cookie = Derive(keys, "mail cookie");

    public static Uri StartLink(Uri host, ApiKeys keys) => new(host, $"{Path}/start/{Derive(keys, "mail start")}");

    public bool IsStart(string token) => AreSame(token, start);

    public bool HasCookie(HttpRequest request) => AreSame(request.Cookies[CookieName] ?? "", cookie);

    public void SetCookie(HttpContext context) => context.Response.Cookies.Append(CookieName, cookie, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = Path,
        IsEssential = true,
    });

    // With the staff key in it, so that a new one shuts out whoever came with the old one.
    private static string Derive(ApiKeys keys, string purpose) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Convert.FromBase64String(keys.Links), Encoding.UTF8.GetBytes($"{purpose}\n{keys.Staff}")));

    private static bool AreSame(string given, string known) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(known));
}
