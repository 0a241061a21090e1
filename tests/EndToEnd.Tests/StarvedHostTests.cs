using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Loyalty.LocalHost.Options;
using Loyalty.Torture.Faults;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A host that has no file handle to spare when it is asked for something for the first time.</summary>
public sealed class StarvedHostTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_the_first_time_without_a_handle_to_spare_is_done_at_the_latest_when_there_is_one()
    {
        Assert.SkipUnless(Starving.IsPossible, "The limits of another process can be set on Linux alone.");
        var data = Directory.CreateTempSubdirectory("loyalty-starved-").FullName;
        try
        {
            await using var host = await HostProcess.StartAsync(data, LocalHostOptions.Sqlite, Repository.File("config/program.json"));
            using var http = new HttpClient { BaseAddress = host.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
            // From here on there is a connection, which needs no handle any more.
            await http.GetStringAsync(new Uri("/api/health", UriKind.Relative), Cancellation);
            using (Starving.OfHandles(host.Id, 0))
            {
                using var refused = await PostAsync(http);
            }

            using var answer = await PostAsync(http);

            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http)
    {
        using var body = new StringContent(
            """{"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30+02:00","amount":1250,"currency":"EUR"}""",
            Encoding.UTF8,
            "application/json");
        return await http.PostAsync(new Uri("/api/purchases", UriKind.Relative), body, Cancellation);
    }
}
