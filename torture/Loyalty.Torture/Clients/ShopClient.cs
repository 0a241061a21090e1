using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Clients;

/// <summary>Asks the host as a till does: the same again, under the same id, until there is a clear answer.</summary>
internal sealed class ShopClient(Func<Uri> host, Tally tally) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient http = new()
    {
        Timeout = TimeSpan.FromMinutes(3),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey) },
    };

    public Task<Answer> GetAsync(string path) => AskAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, string body, string type = "application/json") =>
        AskAsync(HttpMethod.Post, path, body, type);

    /// <param name="ifMatch">The ETag of what it was made from; null where there is none.</param>
    public Task<Answer> PutAsync(string path, string body, string? ifMatch = null) =>
        AskAsync(HttpMethod.Put, path, body, "application/json", ifMatch);

    /// <summary>The shop's clock.</summary>
    public async Task<Instant> NowAsync() =>
        InstantPattern.ExtendedIso.Parse((await GetAsync("/local/clock")).Json.GetProperty("now").GetString()!).Value;

    public void Dispose() => http.Dispose();

    // Without what it names: a word that has a digit is an id.
    private static string RouteOf(string path) => string.Join(
        '/', path.Split('?')[0].Split('/').Select(word => word.Any(char.IsAsciiDigit) ? "*" : word));

    private async Task<Answer> AskAsync(
        HttpMethod method, string path, string? body, string type = "application/json", string? ifMatch = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var why = await TryAsync(method, path, body, type, ifMatch, patience.Token);
            if (why.Answer is { } answer)
            {
                return answer;
            }

            tally.Add($"unclear: {why.Unclear}");
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{method} {path} was never answered: {why.Unclear}");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<(Answer? Answer, string? Unclear)> TryAsync(
        HttpMethod method, string path, string? body, string type, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(host(), path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return (int)answer.StatusCode is >= 500 or 429
                ? (null, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} of {method} {RouteOf(path)}"))
                : (new((int)answer.StatusCode, text, answer.Headers.ETag?.ToString()), null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, exception is OperationCanceledException ? "no answer in time" : "connection broken");
        }
    }
}
