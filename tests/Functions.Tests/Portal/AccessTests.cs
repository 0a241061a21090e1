using System.Net.Http.Headers;
using System.Text;

namespace Loyalty.Functions.Tests.Portal;

public sealed class AccessTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/api/purchases")]
    [InlineData("PUT", "/api/members/m-1")]
    [InlineData("POST", "/api/members/m-1/consent")]
    [InlineData("GET", "/api/members/m-1")]
    [InlineData("DELETE", "/api/members/m-1")]
    [InlineData("POST", "/api/members/m-1/merge")]
    [InlineData("POST", "/api/members/m-1/merge/x-1/undo")]
    [InlineData("POST", "/api/members/lookup")]
    [InlineData("GET", "/api/members/m-1/rewards")]
    [InlineData("POST", "/api/preview")]
    [InlineData("GET", "/api/members/m-1/timeline")]
    [InlineData("GET", "/api/members/m-1/explain")]
    [InlineData("GET", "/api/members/m-1/export")]
    [InlineData("GET", "/api/feedback")]
    [InlineData("POST", "/api/feedback/0123456789abcdef0123456789abcdef/answer")]
    public async Task Nothing_is_told_or_taken_without_a_key(string method, string path)
    {
        foreach (var authorization in new[] { null, "", "Bearer", "Bearer ", "Bearer wrong", "Basic cG9zOnBvcw==", "Bearer āē" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization is null ? [] : [authorization]);
            request.Content = method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
            using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
            client.BaseAddress = bench.Stranger.BaseAddress;

            using var answer = await client.SendAsync(request, Cancellation);

            await PortalBench.ProblemAsync(answer, 401);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [InlineData("DELETE", "/api/members/m-1")]
    [InlineData("POST", "/api/members/m-1/merge")]
    [InlineData("POST", "/api/members/m-1/merge/x-1/undo")]
    [InlineData("GET", "/api/members/m-1/timeline")]
    [InlineData("GET", "/api/members/m-1/explain")]
    [InlineData("GET", "/api/members/m-1/export")]
    [InlineData("GET", "/api/feedback")]
    [InlineData("POST", "/api/feedback/0123456789abcdef0123456789abcdef/answer")]
    public async Task What_is_for_staff_is_not_for_tills(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        await PortalBench.ProblemAsync(await bench.Till.SendAsync(request, Cancellation), 403);
    }

    [Fact]
    public async Task Staff_may_do_what_a_till_may()
    {
        using var answer = await bench.Staff.GetAsync("/api/members/nobody", Cancellation);

        await PortalBench.ProblemAsync(answer, 404);
    }

    [Fact]
    public async Task A_key_is_taken_whatever_the_case_of_its_scheme()
    {
        using var client = new HttpClient { BaseAddress = bench.Till.BaseAddress };
        var key = bench.Till.DefaultRequestHeaders.Authorization!.Parameter;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", key);

        using var answer = await client.GetAsync("/api/members/nobody", Cancellation);

        await PortalBench.ProblemAsync(answer, 404);
    }
}
