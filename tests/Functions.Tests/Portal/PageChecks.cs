using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Holds a customer's page to what is true of all of them.</summary>
internal static partial class PageChecks
{
    public static async Task<string> PageAsync(this HttpResponseMessage answer, HttpStatusCode status, string language = "en")
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("noindex, nofollow", Header("X-Robots-Tag"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var page = await answer.Content.ReadAsStringAsync(CancellationToken.None);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style().Match(page).Groups[1].Value)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            Header("Content-Security-Policy"));
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<script|javascript:|<link|<img|<iframe|https?://|@import|url\\(|\\son[a-z]+=|\\sstyle=", page);
        return page;

        string Header(string name) => string.Join(",", answer.Headers.GetValues(name));
    }

    public static string PathOf(Uri link) => link.PathAndQuery;

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
