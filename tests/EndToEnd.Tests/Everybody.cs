using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What a host says of every member, beside what the contract's command says.</summary>
internal static class Everybody
{
    private static readonly TimeSpan UntilEmpty = TimeSpan.FromMinutes(4);

    /// <summary>Waits until the queue is empty, with no dead letter, and looks at every member of a file of events.</summary>
    public static async Task StandsAsync(HostProcess host, string program, string purchases, string asOf)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
        using var patience = new CancellationTokenSource(UntilEmpty);
        string queue;
        do
        {
            await Task.Delay(100, patience.Token);
            queue = await http.GetStringAsync("/local/queue", patience.Token);
        }
        while (!queue.StartsWith("""{"ready":0,"locked":0,""", StringComparison.Ordinal));

        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal("", await http.GetStringAsync("/local/deadletters", cancellation));
        Assert.Equal("""{"ready":0,"locked":0,"deadLettered":0}""", queue);
        var standings = Standings.Of(program, purchases, asOf);
        await Parallel.ForEachAsync(standings, cancellation, async (standing, token) =>
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(
                await http.GetStringAsync($"/api/members/{standing.Key}?asOf={asOf}", token));
            foreach (var field in standing.Value.EnumerateObject())
            {
                var given = answer.GetProperty(field.Name).GetRawText();
                Assert.True(field.Value.GetRawText() == given, $"{standing.Key}: {field} expected, {given} answered.");
            }
        });
    }

    /// <summary>The lines of a gzipped file.</summary>
    public static List<string> ReadEvents(string purchases)
    {
        using var file = File.OpenRead(purchases);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
