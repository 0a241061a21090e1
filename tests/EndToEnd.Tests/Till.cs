using System.Net.Http.Headers;
using System.Text;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A till that posts its purchases, a few at a time, each until it is told that they are kept.</summary>
internal sealed class Till(Func<Uri> host, Action posted) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient http = new()
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.PosKey) },
    };

    public async Task PostAsync(IEnumerable<string> events, int atOnce)
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var lines in events.Chunk(atOnce))
        {
            while (!await TryPostAsync(lines, patience.Token))
            {
                await Task.Delay(Pause, patience.Token);
            }

            posted();
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> TryPostAsync(string[] lines, CancellationToken cancellationToken)
    {
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        try
        {
            using var answer = await http.PostAsync(new Uri(host(), "/api/purchases"), body, cancellationToken);
            if ((int)answer.StatusCode >= 500)
            {
                return false;
            }

            Assert.Equal(202, (int)answer.StatusCode);
            Assert.Equal(
                $$"""{"accepted":{{lines.Length}},"rejected":[]}""", await answer.Content.ReadAsStringAsync(cancellationToken));
            return true;
        }
        catch (HttpRequestException)
        {
            // It was killed before it could answer, and may have kept them or not: so they are posted again.
            return false;
        }
    }
}
