using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Loyalty.Cli;

/// <summary>A shop that runs, asked over HTTP with the staff's key.</summary>
internal sealed class Shop(HttpClient http, TextWriter error) : IDisposable
{
    /// <summary>The environment variable that the staff's key is in.</summary>
    public const string KeyName = "LOYALTY_STAFF_KEY";

    public HttpClient Http => http;

    /// <summary>Where it runs.</summary>
    public static Option<Uri> Url(string description) => new("--url")
    {
        Description = description,
        DefaultValueFactory = _ => new Uri("http://localhost:7071"),
        CustomParser = UrlOf,
    };

    /// <summary>Null where no key is set, which is written.</summary>
    public static Shop? Open(Uri url, TextWriter error)
    {
        if (Environment.GetEnvironmentVariable(KeyName) is not { Length: > 0 } key)
        {
            error.WriteLine($"Set {KeyName} to the staff's key.");
            return null;
        }

        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new(http, error);
    }

    /// <summary>What the shop answered, or null where it refused. Why is written.</summary>
    public async Task<JsonElement?> JsonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return JsonElement.Parse(text);
        }

        error.WriteLine($"The shop answered {(int)answer.StatusCode}: {PrintableText.Of(text)}");
        return null;
    }

    public void Dispose() => http.Dispose();

    private static Uri? UrlOf(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
        {
            return url;
        }

        given.AddError("Expected an address after --url: http://localhost:7071.");
        return null;
    }
}
