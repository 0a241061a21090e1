using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Loyalty.FakeEmail;

/// <summary>Holds a request against what Communication Services asks of one, to the letter.</summary>
internal static class WireCheck
{
    private const string Signed = "x-ms-date;host;x-ms-content-sha256";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Everything that is wrong with a request.</summary>
    public static IEnumerable<string> Errors(HttpRequest request, byte[] body, byte[] key)
    {
        foreach (var (what, expected, found) in new (string, string, string?)[]
        {
            ("method", "POST", request.Method),
            ("path", "/emails:send", request.Path),
            ("query", "?api-version=2025-09-01", request.QueryString.Value),
            ("Content-Type", "application/json", request.ContentType),
            ("x-ms-content-sha256", Convert.ToBase64String(SHA256.HashData(body)), request.Headers["x-ms-content-sha256"]),
            ("Authorization", Authorization(request, key), request.Headers.Authorization),
        })
        {
            if (found != expected)
            {
                yield return $"{what} is '{found}' and should be '{expected}'.";
            }
        }

        if (!Guid.TryParseExact(request.Headers["Operation-Id"], "D", out _))
        {
            yield return $"Operation-Id is '{request.Headers["Operation-Id"]}', no GUID.";
        }

        if (!DateTimeOffset.TryParseExact(
                request.Headers["x-ms-date"], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            || (TimeProvider.System.GetUtcNow() - date).Duration() > Skew)
        {
            yield return $"x-ms-date is '{request.Headers["x-ms-date"]}', not about now.";
        }
    }

    /// <summary>The message, strictly; what is not as it should be throws.</summary>
    public static TakenEmail Read(Guid operation, byte[] body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var message = Fields(document.RootElement, "senderAddress", "content", "recipients", "headers", "userEngagementTrackingDisabled");
        var content = Fields(message["content"], "subject", "plainText", "html");
        var recipients = Fields(message["recipients"], "to");
        var to = Fields(recipients["to"].EnumerateArray().Single(), "address", "displayName");
        if (!message["userEngagementTrackingDisabled"].GetBoolean())
        {
            throw new FormatException("Links are to be left alone.");
        }

        return new(
            operation,
            Address(message["senderAddress"]),
            Address(to["address"]),
            to.TryGetValue("displayName", out var name) ? Line(name) : null,
            Line(content["subject"]),
            content["plainText"].GetString()!,
            content["html"].GetString()!,
            message.TryGetValue("headers", out var headers)
                ? headers.EnumerateObject().ToDictionary(header => header.Name, header => Line(header.Value))
                : []);
    }

    private static string Authorization(HttpRequest request, byte[] key)
    {
        var signed = $"{request.Method}\n{request.Path}{request.QueryString}\n"
            + $"{request.Headers["x-ms-date"]};{request.Host};{request.Headers["x-ms-content-sha256"]}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)));
        return $"HMAC-SHA256 SignedHeaders={Signed}&Signature={signature}";
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement element, params string[] known)
    {
        var fields = element.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        return fields.Keys.Except(known).ToList() is []
            ? fields
            : throw new FormatException($"There is more than {string.Join(", ", known)}.");
    }

    private static string Address(JsonElement element) =>
        element.GetString() is { } text && text.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
            ? text
            : throw new FormatException($"'{element}' is no address.");

    private static string Line(JsonElement element) => element.GetString() is { Length: > 0 } text && !text.Any(char.IsControl)
        ? text
        : throw new FormatException($"'{element}' is no line.");
}
