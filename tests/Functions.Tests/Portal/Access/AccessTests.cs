using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Loyalty.Domain.Values;
using Loyalty.Functions.Portal;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Tests.Portal.Access;

/// <summary>The calls that take a key, and those for everybody; <see cref="LinkAccessTests"/> has those of customers.</summary>
public sealed partial class AccessTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Keys => AccessTable.Calls<AccessRow.Key>();

    public static IEnumerable<TheoryDataRow<string>> Opens => AccessTable.Calls<AccessRow.Open>();

    [Fact]
    public void Every_route_of_the_functions_and_of_the_host_has_a_row_that_says_who_may_call_it()
    {
        var functions =
            from type in typeof(Gate).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            from verb in trigger.Methods!
            select $"{verb.ToUpperInvariant()} {trigger.Route}";
        var there = functions.Union(bench.Served).ToHashSet();
        var named = AccessTable.Rows.Select(row => row.Call).ToList();

        Assert.True(there.Except(named).Order().ToList() is [], $"""
            These are served, and no row of AccessTable says who may call them. Add one for each:
            {string.Join('\n', there.Except(named).Order())}
            """);
        Assert.Equal(there.Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Without_a_good_key_each_call_is_refused_in_the_same_words_and_nothing_is_done(string call)
    {
        var row = AccessTable.Row<AccessRow.Key>(call);
        var (till, staff) = (KeyOf(bench.Till), KeyOf(bench.Staff));
        var card = bench.Links.Card(MemberId.Parse("m-1"), bench.Now).Segments[^1];
        var answers = new HashSet<string>();
        foreach (var authorization in new[]
        {
            null, "", "Bearer", "Bearer ", "Bearer wrong", "Bearer āē", "Basic cG9zOnBvcw==", staff, $"Basic {staff}", $"Bearer{staff}",
            $"Bearer {staff.ToUpperInvariant()}", $"Bearer {staff[..^1]}", $"Bearer {staff}x", $"Bearer {Other(staff)}",
            $"Bearer {till} {staff}", $"Bearer {till},Bearer {staff}", $"Bearer {card}", $"Bearer {new string('k', 8_000)}",
        })
        {
            Forget();
            using var answer = await SendAsync(row, authorization is null ? [] : [authorization]);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancellation));
            await PortalBench.ProblemAsync(answer, 401);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            AssertNothingDone();
        }

        using var two = await SendAsync(row, [$"Bearer {till}", $"Bearer {staff}"]);
        answers.Add(await two.Content.ReadAsStringAsync(Cancellation));
        using var inAddress = await SendAsync(row, [], $"?code={staff}&access_token={staff}");
        answers.Add(await inAddress.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(await WordsAsync(row, []), Assert.Single(answers));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_till_and_staff_are_told_what_the_table_says(string call)
    {
        var row = AccessTable.Row<AccessRow.Key>(call);

        foreach (var scheme in new[] { "Bearer", "bearer" })
        {
            Forget();
            using var till = await SendAsync(row, [$"{scheme} {KeyOf(bench.Till)}"]);
            Assert.Equal(row.Till, (int)till.StatusCode);
            if (row.Till == 403)
            {
                Assert.Equal(await WordsAsync(row, [$"Bearer {KeyOf(bench.Till)}"]), await till.Content.ReadAsStringAsync(Cancellation));
                await PortalBench.ProblemAsync(till, 403);
                AssertNothingDone();
            }

            using var staff = await SendAsync(row, [$"{scheme} {KeyOf(bench.Staff)}"]);
            Assert.Equal(row.Staff, (int)staff.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Opens))]
    public async Task What_is_for_everybody_asks_for_no_key(string call)
    {
        var row = AccessTable.Row<AccessRow.Open>(call);

        foreach (var authorization in new string[][] { [], ["Bearer wrong"], [$"Bearer {KeyOf(bench.Till)}"], [$"Bearer {KeyOf(bench.Staff)}"] })
        {
            using var answer = await SendAsync(row, authorization);
            Assert.Equal(row.Everybody, (int)answer.StatusCode);
        }
    }

    [Fact]
    public void A_generated_key_holds_more_than_can_be_guessed()
    {
        // 24 random bytes in base64url, behind a word that says whose it is: 192 bits.
        Assert.Matches("^pos_[A-Za-z0-9_-]{32}$", KeyOf(bench.Till));
        Assert.Matches("^staff_[A-Za-z0-9_-]{32}$", KeyOf(bench.Staff));
    }

    private static string KeyOf(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!;

    private static string Other(string key) => (key[^1] == 'A' ? 'B' : 'A') is var last ? $"{key[..^1]}{last}" : "";

    /// <summary>What a host says to all who are refused alike: the functions, or LocalHost on what is its own.</summary>
    private Task<string> WordsAsync(AccessRow row, string[] authorization) =>
        SendAsync(
            AccessTable.Row<AccessRow.Key>(row.Route.Split('/')[0] is "local" or "mail" ? "GET local/queue" : "GET api/feedback"),
            authorization).BodyAsync();

    private async Task<HttpResponseMessage> SendAsync(AccessRow row, string[] authorization, string query = "")
    {
        var member = "access-" + AccessTable.Rows.ToList().IndexOf(row);
        var path = Parameter().Replace(row.Route.Replace("{member}", member, StringComparison.Ordinal), new string('0', 32));
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), $"/{path}{query}");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Content = row.Method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        client.BaseAddress = bench.Stranger.BaseAddress;
        return await client.SendAsync(request, Cancellation);
    }

    private void Forget()
    {
        bench.Store.Forget();
        bench.Sender.Forget();
    }

    private void AssertNothingDone() => Assert.Equal((0, 0), (bench.Store.Calls, bench.Sender.Sent));

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Parameter();
}
