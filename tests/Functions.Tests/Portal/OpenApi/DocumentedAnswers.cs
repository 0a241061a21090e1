using System.Collections.Concurrent;
using System.Net;

namespace Loyalty.Functions.Tests.Portal.OpenApi;

/// <summary>Holds every answer that a test gets to what the OpenAPI document says of it, and goes on to where one leads, as browsers do.
/// </summary>
internal sealed class DocumentedAnswers(ConcurrentDictionary<string, byte> seen)
    : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var answer = await base.SendAsync(request, cancellationToken);
        if (ApiDocument.Own.Find(request.Method.Method, path) is var (method, template, operation))
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            var wrong = ApiDocument.Own.Wrong(operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, body);
            Assert.True(wrong.Length == 0, $"{method} {template} is not as documented: {wrong}\n{body}");
            seen.TryAdd($"{(int)answer.StatusCode} {method} {template}", 0);
        }

        return answer.StatusCode == HttpStatusCode.SeeOther ? await FollowAsync(request, answer, cancellationToken) : answer;
    }

    private async Task<HttpResponseMessage> FollowAsync(
        HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            using var next = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, answer.Headers.Location!));
            foreach (var (name, values) in request.Headers)
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }

            return await SendAsync(next, cancellationToken);
        }
    }
}
