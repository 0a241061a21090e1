using System.Net.Http.Headers;
using System.Text;

namespace Loyalty.EndToEnd.Tests;

/// <summary>Sends what a curl command says, with the few options that the README uses.</summary>
internal static class Curl
{
    /// <param name="command">The command.</param>
    /// <param name="host">Where the host listens, which is elsewhere than a command says that names the default port.</param>
    public static async Task<(int Status, string Body)> SendAsync(ShellCommand command, Uri host)
    {
        var headers = new List<string>();
        string? body = null;
        HttpMethod? method = null;
        Uri? url = null;
        Assert.Equal("curl", command.Words[0]);
        for (var place = 1; place < command.Words.Count; place++)
        {
            switch (command.Words[place])
            {
                case "-H":
                    headers.Add(command.Words[++place]);
                    break;
                case "-X":
                    method = new HttpMethod(command.Words[++place]);
                    break;
                case "-d":
                    body = command.Words[++place];
                    break;
                case var word:
                    url = new Uri(word);
                    break;
            }
        }

        using var request = new HttpRequestMessage(
            method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), new Uri(host, url!.PathAndQuery));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var header in headers.Select(header => header.Split(": ", 2)))
        {
            if (header[0] == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            }
            else
            {
                request.Headers.Add(header[0], header[1]);
            }
        }

        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
