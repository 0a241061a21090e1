using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Somebody who edits the program over HTTP.</summary>
internal static class Marketer
{
    /// <summary>The program as it was published last, and its ETag.</summary>
    public static async Task<(string Program, string ETag)> GetProgramAsync(this PortalBench bench, int? version = null)
    {
        using var answer = await bench.Staff.GetAsync($"/api/program{(version is null ? "" : $"?version={version}")}", CancellationToken.None);
        Assert.Equal(200, (int)answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(CancellationToken.None), answer.Headers.ETag!.ToString());
    }

    /// <summary>Publishes with an ETag, or without where it is null.</summary>
    public static async Task<HttpResponseMessage> PutProgramAsync(this PortalBench bench, string program, string? etag, string query = "")
    {
        using var content = new StringContent(program, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/program{query}") { Content = content };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return await bench.Staff.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Edits the newest program as a text and publishes it, which must succeed.</summary>
    public static async Task<JsonElement> EditAsync(this PortalBench bench, string was, string now, string query = "")
    {
        var (program, etag) = await bench.GetProgramAsync();
        Assert.Contains(was, program, StringComparison.Ordinal);
        using var answer = await bench.PutProgramAsync(program.Replace(was, now, StringComparison.Ordinal), etag, query);
        Assert.Equal(201, (int)answer.StatusCode);
        return await PortalBench.JsonAsync(answer);
    }

    /// <summary>What the list of versions says.</summary>
    public static async Task<IReadOnlyList<JsonElement>> VersionsAsync(this PortalBench bench, string query = "")
    {
        using var answer = await bench.Staff.GetAsync($"/api/program/versions{query}", CancellationToken.None);
        return [.. (await PortalBench.JsonAsync(answer)).GetProperty("versions").EnumerateArray()];
    }

    public static IEnumerable<string> Changes(JsonElement answer) => answer.GetProperty("changes").EnumerateArray()
        .Select(change => $"{change.GetProperty("detail")} ({change.GetProperty("pointer")})");
}
