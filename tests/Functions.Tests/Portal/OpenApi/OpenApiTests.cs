using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Tests.Portal.Cards;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Tests.Portal.OpenApi;

public sealed partial class OpenApiTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void The_document_names_each_route_and_method_that_there_is_and_no_other()
    {
        var there =
            from type in typeof(Gate).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            from verb in trigger.Methods!
            select $"{verb.ToUpperInvariant()} /{trigger.Route}";

        Assert.Equal(there.Order(), ApiDocument.Own.Operations.Select(one => $"{one.Method} {one.Path}").Order());
    }

    [Fact]
    public async Task The_scopes_are_those_that_the_document_names()
    {
        foreach (var (method, path, operation) in ApiDocument.Own.Operations)
        {
            var scope = operation["security"]!.AsArray() is [var needed] ? needed!["key"]![0]!.GetValue<string>() : null;
            Assert.Equal(scope is not null, await StatusAsync(bench.Stranger) == 401);
            Assert.Equal(scope == "staff", await StatusAsync(bench.Till) == 403);
            Assert.DoesNotContain(await StatusAsync(bench.Staff), new[] { 401, 403 });

            async Task<int> StatusAsync(HttpClient client)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(path, "nobody"));
                request.Content = method == "GET" ? null : new StringContent("", Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request, Cancellation);
                return (int)answer.StatusCode;
            }
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere_every_parameter_is_described_and_every_operation_has_a_name_of_its_own()
    {
        var text = ApiDocument.Own.Root.ToJsonString();
        Assert.All(
            Reference().Matches(text).Select(match => match.Groups[1].Value).Distinct(), reference => ApiDocument.Own.Resolve(reference));
        Assert.All(ApiDocument.Own.Operations, one =>
        {
            var described = ApiDocument.Own.Root["paths"]![one.Path]!["parameters"]?.AsArray()
                .Select(parameter => parameter!["$ref"] is { } reference ? ApiDocument.Own.Resolve(reference.GetValue<string>()) : parameter)
                .Select(parameter => parameter["name"]!.GetValue<string>());
            Assert.Equal(Parameter().Matches(one.Path).Select(match => match.Value.Trim('{', '}')), described ?? []);
        });
        var names = ApiDocument.Own.Operations.Select(one => one.Operation["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task It_is_served_to_everybody()
    {
        using var answer = await bench.Stranger.GetAsync("/openapi.json", Cancellation);

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(JsonNode.DeepEquals(ApiDocument.Own.Root, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))));
    }

    [Fact]
    public void What_the_document_does_not_know_or_misses_is_found()
    {
        var health = ApiDocument.Own.Find("GET", "/api/health")!.Value.Operation;

        Assert.Equal("", ApiDocument.Own.Wrong(health, 200, "application/json", """{"status":"ok"}"""));
        Assert.NotEqual("", ApiDocument.Own.Wrong(health, 200, "application/json", """{"status":"ok","more":1}"""));
        Assert.NotEqual("", ApiDocument.Own.Wrong(health, 200, "application/json", "{}"));
        Assert.NotEqual("", ApiDocument.Own.Wrong(health, 418, "application/json", "{}"));
        Assert.NotEqual("", ApiDocument.Own.Wrong(health, 200, "text/html", "ok"));
    }

    /// <summary>Every answer is held to the document where it comes in; this sees to it that none of the good ones is left out.</summary>
    [Fact]
    public async Task Each_call_is_answered_as_the_document_says()
    {
        await using var own = await PortalBench.StartAsync(PortalProgram.WithSender);
        await ChangeCardAsync(own);
        using var put = await own.PutAsync("m-all", """{"name":"Ann","birthday":"--02-28","card":"C-all"}""");
        await own.BuyAsync(
            Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z", "m-all"),
            Some.Purchase("p-2", 3_000, member: "m-all") with { Lines = [Some.Line("coffee", 2, 3_000)] },
            Some.Refund("r-1", "p-1", 100, member: "m-all"),
            Some.Void("v-1", "p-9", member: "m-all"));
        await own.WaitAsync(NodaTime.Duration.FromMinutes(15));
        await own.SaidAsync("m-all", 1, "Cold");
        for (var i = 0; i < 2; i++)
        {
            using var consent = await SendAsync(own, "POST", "/api/members/m-all/consent", """{"channel":"email","granted":true,"at":"2026-11-01T09:00:00Z","wording":"News"}""");
        }

        foreach (var path in new[]
        {
            "/api/members/m-all", "/api/members/m-all/rewards", "/api/feedback", "/api/members/m-all/explain",
            "/api/members", "/api/members/m-all/letters/welcome", "/console/letter/welcome?member=m-all",
            "/api/health", "/openapi.json", "/api/program", "/api/program/versions", "/terms", own.LinkOf("m-all"),
            PageChecks.PathOf(own.Links.Unsubscribe(Domain.Values.MemberId.Parse("m-all"), Asked.Message("m-all"))),
        })
        {
            using var answer = await own.Staff.GetAsync(path, Cancellation);
        }

        using var preview = await SendAsync(
            own, "POST", "/api/preview", """{"member":"m-all","store":"riga-1","amount":40000,"lines":[{"category":"coffee","quantity":1,"amount":40000}]}""");
        using var answered = await own.AnswerAsync("m-all", """{"text":"Sorry","reward":"freeCoffee"}""");
        using var ended = await own.Stranger.PostAsync(
            PageChecks.PathOf(own.Links.Unsubscribe(Domain.Values.MemberId.Parse("m-all"), Asked.Message("m-all"))), null, Cancellation);
        using var gift = await own.Staff.PostAsync(
            "/api/members/m-all/gifts", Json("""{"id":"g-1","reward":"freeCoffee","reason":"Waited long"}"""), Cancellation);
        var code = (await PortalBench.JsonAsync(gift)).GetProperty("code").GetString()!;
        (await own.RedeemAsync("h-1", code, "\"holdMinutes\":60")).Dispose();
        (await own.CancelAsync("h-1")).Dispose();
        (await own.RedeemAsync("h-2", code, "\"holdMinutes\":60")).Dispose();
        (await own.ConfirmAsync("h-2", """{"purchase":"p-2"}""")).Dispose();
        using var rewards = await own.Staff.GetAsync("/api/members/m-all/rewards", Cancellation);
        using var timeline = await own.Staff.GetAsync("/api/members/m-all/timeline", Cancellation);
        using var list = await own.Staff.GetAsync("/api/feedback?status=answered", Cancellation);
        using var backtest = await own.Staff.PostAsync(
            "/api/program/backtest", Json(Encoding.UTF8.GetString(PortalProgram.Document.Span)), Cancellation);
        var one = $"/api/program/backtest/{(await PortalBench.JsonAsync(backtest)).GetProperty("id").GetString()}";
        using var compared = await own.Staff.GetAsync(one, Cancellation);
        using var forgotten = await own.Staff.DeleteAsync(one, Cancellation);
        using var found = await SendAsync(own, "POST", "/api/members/lookup", """{"card":"C-all"}""");
        using var other = await own.PutAsync("m-other", "{}");
        using var merged = await own.Staff.PostAsync(
            "/api/members/m-all/merge", Json("""{"id":"x-1","from":"m-other"}"""), Cancellation);
        using var explained = await own.Staff.GetAsync("/api/members/m-all/explain", Cancellation);
        using var undone = await own.Staff.PostAsync("/api/members/m-all/merge/x-1/undo", null, Cancellation);
        using var after = await own.Staff.GetAsync("/api/members/m-all/timeline", Cancellation);
        using var export = await own.Staff.GetAsync("/api/members/m-all/export", Cancellation);
        using var verified = await own.Staff.PostAsync("/api/verify?member=m-all", null, Cancellation);
        using var erased = await own.Staff.DeleteAsync("/api/members/m-all", Cancellation);

        using var console = await own.Stranger.GetAsync("/console", Cancellation);
        var file = (await console.Content.ReadAsStringAsync(Cancellation)).Split('"').First(text => text.StartsWith("/console/files/", StringComparison.Ordinal));
        using var style = await own.Stranger.GetAsync(file, Cancellation);
        using var form = new FormUrlEncodedContent([new("key", own.Staff.DefaultRequestHeaders.Authorization!.Parameter)]);
        using var signedIn = await own.Stranger.PostAsync("/console/sign-in", form, Cancellation);
        using var signedOut = await own.Stranger.PostAsync("/console/sign-out", null, Cancellation);
        using var draft = await own.Staff.PostAsync("/api/program/validate", Json("{}"), Cancellation);
        await own.EditAsync("\"every\": 3", "\"every\": 4");

        var good = own.Seen.Where(call => call[0] is '2' or '3').Select(call => call[4..]).Distinct().Order();
        Assert.Equal(ApiDocument.Own.Operations.Select(call => $"{call.Method} {call.Path}").Order(), good);
    }

    private static async Task ChangeCardAsync(PortalBench own)
    {
        var customer = await Customer.EnrolAsync(own, "carded");
        (await customer.GetAsync()).Dispose();
        (await customer.GetAsync("/code")).Dispose();
        var session = await customer.OpenAsync();
        (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).Dispose();
        (await customer.ChangeAsync(session, ("email", "other@example.com"))).Dispose();
        var code = await customer.CodeAsync("other@example.com");
        (await customer.PostAsync("address", ("session", session), ("code", code))).Dispose();
        (await customer.PostAsync("export", ("session", session))).Dispose();
        (await customer.PostAsync("erase", ("session", session), ("confirmed", "yes"))).Dispose();
    }

    private static Task<HttpResponseMessage> SendAsync(PortalBench own, string method, string path, string body) => own.Till.SendAsync(
        new(new HttpMethod(method), path) { Content = Json(body) }, Cancellation);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("\"\\$ref\":\"([^\"]+)\"")]
    private static partial Regex Reference();
}
