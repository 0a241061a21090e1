using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Loyalty.EndToEnd.Tests.Exporting;
using Loyalty.Functions;
using Loyalty.Functions.Sending;
using Loyalty.LocalHost.Azurite;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.EndToEnd.Tests.Azure;

/// <summary>The official worker runs src/Functions: what Azure starts, over the emulator.</summary>
public sealed class WorkerTests
{
    private const string Key = "till";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_worker_tells_its_host_of_every_function_and_serves_them()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Emulator.SkipWithoutAsync(cancellation);
        await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellation);
        await using var host = await FunctionsHost.StartAsync(Settings(azurite.Port));

        var functions =
            from type in typeof(Composition).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select function.Name;
        Assert.Equal(functions.Order(), host.Functions.Order());

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(Call("GET", "/api/health"), cancellation)).StatusCode);
        var stranger = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/members/m-1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(stranger, cancellation)).StatusCode);
        var profile = await host.SendAsync(
            Call("PUT", "/api/members/m-1", """{"name":"Ann","email":"ann@example.com","locale":"en"}"""), cancellation);
        Assert.Equal(HttpStatusCode.OK, profile.StatusCode);

        await host.TickAsync(nameof(SendTierRewards));
        await host.TickAsync(nameof(SendReminders));

        var member = JsonNode.Parse(await (await host.SendAsync(Call("GET", "/api/members/m-1?asOf=2026-12-31"), cancellation))
            .Content.ReadAsStringAsync(cancellation))!;
        Assert.Equal("m-1", (string?)member["member"]);
        Assert.StartsWith("https://loyalty.example/card/", (string?)member["cardUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_exports_what_it_does_in_the_trace_of_its_host()
    {
        const string Trace = "2cf7651916cd43dd8448eb211c80319e";
        const string Parent = "d7ad6b7169203333";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var cancellation = patience.Token;
        await Emulator.SkipWithoutAsync(cancellation);
        await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellation);
        await using var collector = await Collector.StartAsync();
        var settings = Settings(azurite.Port);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        settings["OTEL_METRIC_EXPORT_INTERVAL"] = "100";
        await using var host = await FunctionsHost.StartAsync(settings);

        using var call = Call("PUT", "/api/members/customer-okapi", """{"name":"Okapi","email":"okapi@example.com"}""");
        call.Headers.Add("traceparent", $"00-{Trace}-{Parent}-01");
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(call, cancellation)).StatusCode);
        await host.SendAsync(Call("POST", "/api/purchases", """{"id":"okapi"}"""), cancellation);
        while (new Exported(collector) is var exported
            && (exported.Spans.Count(span => span.Trace == Trace) < 2 || exported.Sum("loyalty.events", ("outcome", "rejected")) == 0))
        {
            await Task.Delay(100, cancellation);
        }

        var spans = new Exported(collector).Spans.Where(span => span.Trace == Trace).ToDictionary(span => span.Name);
        Assert.Equal(Parent, spans["function PutMember"].Parent);
        Assert.Equal(spans["function PutMember"].Id, spans["commit members"].Parent);
        Assert.Contains(collector.Bodies.Select(Encoding.UTF8.GetString), text =>
            text.Contains("http.server.request.duration", StringComparison.Ordinal) && text.Contains("api/members/{member}", StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Bodies, body => Encoding.UTF8.GetString(body).Contains("okapi", StringComparison.OrdinalIgnoreCase));
    }

    private static HttpRequestMessage Call(string method, string path, string? body = null) =>
        new(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };

    private static Dictionary<string, string> Settings(int port) => new()
    {
        ["Storage"] = AzuriteEndpoint.ConnectionString(port),
        ["ServiceBus"] = "Endpoint=sb://localhost/;SharedAccessKeyName=name;SharedAccessKey=a2V5",
        ["Email"] = "endpoint=https://localhost/;accesskey=a2V5",
        ["PublicUrl"] = "https://loyalty.example",
        ["Links__Keys__0__Id"] = "first",
        ["Links__Keys__0__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Lookups__Keys__0__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Keys__0__Name"] = "till",
        ["Keys__0__Scope"] = "pos",
        ["Keys__0__Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
    };
}
