using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.Rig;

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

        var wrong = new List<string> { await http.GetStringAsync("/local/deadletters", patience.Token) };
        wrong.AddRange(await DifferencesAsync(http, Standings.Of(program, purchases, asOf), asOf));
        if (!wrong.TrueForAll(line => line.Length == 0))
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, wrong));
        }
    }

    /// <summary>What a host says of members that is not what it should say, a line each.</summary>
    /// <param name="http">With the host's address and a key.</param>
    public static async Task<IReadOnlyCollection<string>> DifferencesAsync(
        HttpClient http, IReadOnlyDictionary<string, JsonElement> standings, string asOf)
    {
        var differences = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(standings, async (standing, cancellationToken) =>
        {
            using var answer = await http.GetAsync(new Uri($"/api/members/{standing.Key}?asOf={asOf}", UriKind.Relative), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                differences.Enqueue($"{standing.Key}: {(int)answer.StatusCode} answered.");
                return;
            }

            var said = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken));
            foreach (var field in standing.Value.EnumerateObject())
            {
                var given = said.GetProperty(field.Name).GetRawText();
                if (field.Value.GetRawText() != given)
                {
                    differences.Enqueue($"{standing.Key}: {field} expected, {given} answered.");
                }
            }
        });
        return differences;
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
