using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The table of calls in README.md, called.</summary>
public sealed partial class ReadmeCallsTests : IDisposable
{
    // Whoever is let in may still be told that this member is not there, or that a body is missing.
    private static readonly int[] LetIn = [200, 400, 404, 415];

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-readme-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Each_call_is_there_and_takes_the_keys_that_the_table_names()
    {
        var program = Repository.File("config/program.json");
        await using var host = await HostProcess.StartAsync(data, "sqlite", program, "--clock", "2026-11-02T00:00:00Z");
        using var http = new HttpClient { BaseAddress = host.Address };
        foreach (var row in Readme.Table("| call |"))
        {
            foreach (Match call in Call().Matches(row[0]))
            {
                var answers = new List<int>();
                foreach (var key in new[] { "nobody", HostProcess.PosKey, HostProcess.StaffKey })
                {
                    answers.Add(await CallAsync(http, call, key));
                }

                Assert.True(IsAsNamed(row[1], answers), $"{call.Value} for {row[1]}: {string.Join(", ", answers)}");
            }
        }
    }

    private static async Task<int> CallAsync(HttpClient http, Match call, string key)
    {
        var path = call.Groups["path"].Value.Replace("{member}", "m-1001", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(call.Groups["method"].Value), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    // With no key, a till's and the staff's.
    private static bool IsAsNamed(string key, List<int> answers) => key switch
    {
        "none" => answers is [200, 200, 200],
        "pos" => answers is [401, var pos, var staff] && LetIn.Contains(pos) && LetIn.Contains(staff),
        "staff" => answers is [401, 403, var staff] && LetIn.Contains(staff),
        _ => false,
    };

    [GeneratedRegex("`(?<method>[A-Z]+) (?<path>[^`?]+)")]
    private static partial Regex Call();
}
