using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Loyalty.Functions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Loyalty.EndToEnd.Tests.Azure;

/// <summary>
/// Stands where Azure's host stands: starts src/Functions as a process of its own, learns from it which functions there are, and
/// calls them. Service Bus is beyond it.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(Composition).Assembly.Location)!;

    private readonly WorkerChannel channel;
    private readonly Process worker;
    private readonly StringBuilder said = new();
    private readonly HttpClient http = new();
    private IReadOnlyList<JsonObject> functions = [];
    private int invocations;

    private FunctionsHost(WorkerChannel channel, Process worker)
    {
        this.channel = channel;
        this.worker = worker;
    }

    public IEnumerable<string> Functions => functions.Select(function => (string)function["name"]!);

    public static async Task<FunctionsHost> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var channel = await WorkerChannel.OpenAsync();
        var start = new ProcessStartInfo("dotnet", [
            typeof(Composition).Assembly.Location,
            "--functions-uri", channel.Address.ToString(), "--functions-worker-id", "worker", "--functions-request-id", "start",
            "--functions-grpc-max-message-length", $"{int.MaxValue}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var host = new FunctionsHost(channel, Process.Start(start)!);
        try
        {
            await host.ShakeHandsAsync();
            return host;
        }
        catch (Exception exception)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker does not serve: {host.said}", exception);
        }
    }

    /// <summary>Calls the HTTP function that a path leads to, as the host does: by a message that says so, and a request beside it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var invocation = NextInvocation();
        request.Headers.Add("x-ms-invocation-id", invocation);
        var (function, route) = FunctionAt(request.Method.Method, request.RequestUri!.OriginalString);
        var trace = request.Headers.TryGetValues("traceparent", out var parents) ? parents.Single() : "";
        var invoked = InvokeAsync(function, invocation, "request", new JsonObject { ["http"] = new JsonObject() }, route, trace);
        request.RequestUri = new Uri(http.BaseAddress!, request.RequestUri);
        var answer = await http.SendAsync(request, cancellationToken);
        await invoked;
        return answer;
    }

    /// <summary>Calls a timer function.</summary>
    public Task TickAsync(string name) => InvokeAsync(
        functions.Single(function => (string)function["name"]! == name),
        NextInvocation(),
        "timer",
        new JsonObject { ["json"] = """{"ScheduleStatus":null,"IsPastDue":false}""" },
        []);

    public async ValueTask DisposeAsync()
    {
        if (!worker.HasExited)
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        worker.Dispose();
        http.Dispose();
        await channel.DisposeAsync();
    }

    private static JsonObject HttpBinding(JsonObject function) =>
        function["rawBindings"]!.AsArray()
            .Select(binding => JsonNode.Parse((string)binding!)!.AsObject())
            .FirstOrDefault(binding => (string?)binding["type"] == "httpTrigger") ?? [];

    private async Task ShakeHandsAsync()
    {
        worker.OutputDataReceived += (_, line) => Note(line.Data);
        worker.ErrorDataReceived += (_, line) => Note(line.Data);
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();

        await channel.HearAsync("startStream");
        var begun = await channel.AskAsync(
            "workerInitRequest",
            new JsonObject { ["hostVersion"] = "4.0.0", ["workerDirectory"] = Folder, ["functionAppDirectory"] = Folder },
            "workerInitResponse");
        http.BaseAddress = new Uri((string)begun["capabilities"]!["HttpUri"]!);
        var told = await channel.AskAsync(
            "functionsMetadataRequest", new JsonObject { ["functionAppDirectory"] = Folder }, "functionMetadataResponse");
        functions = [.. told["functionMetadataResults"]!.AsArray().Select(function => function!.AsObject())];
        foreach (var function in functions)
        {
            var id = (string)function["functionId"]!;
            var loaded = await channel.AskAsync(
                "functionLoadRequest",
                new JsonObject { ["functionId"] = id, ["metadata"] = function.DeepClone() },
                "functionLoadResponse",
                id);
            AssertSuccess(loaded);
        }

        void Note(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }
        }
    }

    private string NextInvocation() => $"invocation-{Interlocked.Increment(ref invocations)}";

    private (JsonObject Function, RouteValueDictionary Route) FunctionAt(string method, string path)
    {
        var matches =
            from function in functions
            let http = HttpBinding(function)
            where http["methods"]?.AsArray().Any(taken => string.Equals((string)taken!, method, StringComparison.OrdinalIgnoreCase)) == true
            let template = TemplateParser.Parse((string)http["route"]!)
            let route = new RouteValueDictionary()
            where new TemplateMatcher(template, []).TryMatch(path.Split('?')[0], route)
            orderby template.Parameters.Count
            select (function, route);
        return matches.First();
    }

    private async Task InvokeAsync(
        JsonObject function, string invocation, string parameter, JsonObject data, RouteValueDictionary route, string trace = "")
    {
        var request = new JsonObject
        {
            ["invocationId"] = invocation,
            ["functionId"] = (string)function["functionId"]!,
            ["traceContext"] = new JsonObject { ["traceParent"] = trace },
            ["inputData"] = new JsonArray(new JsonObject { ["name"] = parameter, ["data"] = data }),
            ["triggerMetadata"] = new JsonObject(route.Select(value =>
                KeyValuePair.Create(value.Key, (JsonNode?)new JsonObject { ["string"] = (string)value.Value! }))),
        };
        AssertSuccess(await channel.AskAsync("invocationRequest", request, "invocationResponse", invocation));
    }

    private void AssertSuccess(JsonObject answer) =>
        Assert.True((string?)answer["result"]!["status"] == "Success", $"{answer} {said}");
}
