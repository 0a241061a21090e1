using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Loyalty.LocalHost.Hosting;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Play;

/// <summary>Calls a host as a shop would, over HTTP, with its staff key.</summary>
internal sealed class PlayClient : IDisposable
{
    // Below the 8 MiB and 10,000 lines that one body may have.
    private const int BytesPerPost = 4 * 1024 * 1024;
    private const int LinesPerPost = 5_000;

    private const string Wording = "Yes, write to me about my rewards.";

    private readonly HttpClient http;

    public PlayClient(RunningHost host)
    {
        http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Keys.Staff);
    }

    /// <summary>Moves the clock, once everything posted before is counted.</summary>
    public async Task MoveClockAsync(Instant now, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await http.PostAsJsonAsync(
                new Uri("/local/clock", UriKind.Relative), new { now = InstantPattern.ExtendedIso.Format(now) }, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }

            // The queue is not empty yet: waiting for it is what this is for.
        }
    }

    /// <summary>Tells the host who a member is and, where they agree, that they may be written to.</summary>
    public async Task EnrolAsync(Persona persona, Instant at, CancellationToken cancellationToken)
    {
        var path = "/api/members/" + Uri.EscapeDataString(persona.Member);
        using var enrolled = await http.PutAsJsonAsync(
            new Uri(path, UriKind.Relative),
            new { persona.Name, persona.Email, persona.Locale, persona.Zone, persona.Birthday },
            cancellationToken);
        if (enrolled.StatusCode == HttpStatusCode.BadRequest)
        {
            // What is no member's number is for the host to refuse, line by line.
            return;
        }

        enrolled.EnsureSuccessStatusCode();
        if (persona.Agrees)
        {
            using var agreed = await http.PostAsJsonAsync(
                new Uri(path + "/consent", UriKind.Relative),
                new { channel = "email", granted = true, at = InstantPattern.ExtendedIso.Format(at), wording = Wording },
                cancellationToken);
            agreed.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Posts the lines and says how many of them were refused.</summary>
    public async Task<int> PostAsync(IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var rejected = 0;
        using var body = new MemoryStream();
        var count = 0;
        foreach (var line in lines)
        {
            if (count == LinesPerPost || body.Length + line.Length > BytesPerPost)
            {
                rejected += await PostAsync(body, count, cancellationToken);
                body.SetLength(0);
                count = 0;
            }

            body.Write(line.Span);
            body.WriteByte((byte)'\n');
            count++;
        }

        return rejected + await PostAsync(body, count, cancellationToken);
    }

    /// <summary>How a member stands, or null where there is none.</summary>
    public async Task<JsonElement?> ReadMemberAsync(string member, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(
            new Uri("/api/members/" + Uri.EscapeDataString(member), UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) : null;
    }

    public void Dispose() => http.Dispose();

    private async Task<int> PostAsync(MemoryStream body, int lines, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body.GetBuffer().AsMemory(0, (int)body.Length));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/api/purchases", UriKind.Relative), content, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.BadRequest)
        {
            return lines;
        }

        answer.EnsureSuccessStatusCode();
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return lines - said.GetProperty("accepted").GetInt32();
    }
}
