using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Benchmarks.Intake;

/// <summary>An account of Table Storage, and its signature (Shared Key Lite) on a request.</summary>
internal sealed class TableAccount(string name, byte[] key, string endpoint)
{
    public const string Version = "2020-12-06";

    public static TableAccount Of(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return new(
            (string)parts["AccountName"], Convert.FromBase64String((string)parts["AccountKey"]), (string)parts["TableEndpoint"]);
    }

    public Uri Url(string path) => new($"{endpoint.TrimEnd('/')}/{path}");

    public void Sign(HttpRequestMessage request)
    {
#pragma warning disable RS0030 // The server holds the date against the real time.
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
#pragma warning restore RS0030
        var text = $"{date}\n/{name}{request.RequestUri!.AbsolutePath}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("x-ms-version", Version);
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {name}:{signature}");
    }
}
