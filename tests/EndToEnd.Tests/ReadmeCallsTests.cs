using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The table of calls in README.md, called.</summary>
public sealed partial class ReadmeCallsTests : IDisposable
{
    // Whoever is let in may still be told that this member is not there, or that a body is missing.
    private static readonly int[] LetIn = [200, 400, 404, 415];

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-readme-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Each_call_is_there_and_takes_the_keys_that_the_table_names()
    {
        var program = Repository.File("config/program.json");
        await using var host = await HostProcess.StartAsync(data, "sqlite", program, "--clock", "2026-11-02T00:00:00Z");
        using var http = new HttpClient { BaseAddress = host.Address };
        var links = await LinksAsync(http);
        foreach (var row in Readme.Table("| call |"))
        {
            foreach (Match call in Call().Matches(row[0]))
            {
                var answers = new List<int>();
                foreach (var key in new[] { "nobody", HostProcess.PosKey, HostProcess.StaffKey })
                {
                    answers.Add(await CallAsync(http, call, key, links));
                }

                Assert.True(IsAsNamed(row[1], answers), $"{call.Value} for {row[1]}: {string.Join(", ", answers)}");
            }
        }
    }

    private static async Task<int> CallAsync(HttpClient http, Match call, string key, IReadOnlyDictionary<string, string> links)
    {
        var path = call.Groups["path"].Value
            .Replace("{member}", "m-1001", StringComparison.Ordinal)
            .Replace("{id}", new string('0', 32), StringComparison.Ordinal);
        var page = links.Keys.FirstOrDefault(page => path == page || path.StartsWith(page + "/", StringComparison.Ordinal));
        var isLink = page is not null;
        var link = isLink ? links[page!] + path[page!.Length..] : null;
        using var request = new HttpRequestMessage(new HttpMethod(call.Groups["method"].Value), link ?? path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = isLink && request.Method == HttpMethod.Post ? new FormUrlEncodedContent([new("mark", "5")]) : null;
        using var answer = await http.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }

    /// <summary>The links in the messages to a member who has agreed to them and bought something, by how the table calls them.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string>> LinksAsync(HttpClient http)
    {
        await SendAsync("PUT", "/api/members/m-linked", """{"email":"linked@example.com"}""");
        await SendAsync(
            "POST", "/api/members/m-linked/consent", """{"channel":"email","granted":true,"at":"2026-11-01T09:00:00Z","wording":"News"}""");
        await SendAsync(
            "POST",
            "/api/purchases",
            """
            {"id":"till-7-000001","type":"purchase","member":"m-linked","store":"riga-1","at":"2026-11-01T10:00:00Z","amount":1250,
            "currency":"EUR"}
            """);
        await SendAsync("POST", "/local/clock", """{"now":"2026-11-02T12:00:00Z"}""");
        var messages = await Task.WhenAll(Directory.EnumerateFiles(Path.Combine(data, "mail"), "*.eml")
            .Select(file => MimeMessage.LoadAsync(file, Cancellation)));
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/members/m-linked");
        asked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.PosKey);
        using var member = await http.SendAsync(asked, Cancellation);
        return messages
            .Select(message => message.TextBody!)
            .Append(await member.Content.ReadAsStringAsync(Cancellation))
            .SelectMany(text => Link().Matches(text))
            .GroupBy(link => $"/{link.Groups["page"].Value}/{{token}}")
            .ToDictionary(links => links.Key, links => links.First().Value);

        async Task SendAsync(string method, string path, string body)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    // With no key, a till's and the staff's.
    private static bool IsAsNamed(string key, List<int> answers) => key switch
    {
        "none" or "the link in a message" or "the link of a card" => answers is [200, 200, 200],
        "the link of a card and a code" => answers is [403, 403, 403],
        "pos" => answers is [401, var pos, var staff] && LetIn.Contains(pos) && LetIn.Contains(staff),
        "staff" => answers is [401, 403, var staff] && LetIn.Contains(staff),
        _ => false,
    };

    [GeneratedRegex("`(?<method>[A-Z]+) (?<path>[^`?]+)")]
    private static partial Regex Call();

    [GeneratedRegex("/(?<page>[a-z]+)/[A-Za-z0-9_-]{40,}")]
    private static partial Regex Link();
}
