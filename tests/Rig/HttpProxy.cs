using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Loyalty.Rig;

/// <summary>A way to a server of this machine on which requests and replies meet with mishaps.</summary>
internal sealed class HttpProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    private readonly WebApplication app;
    private readonly int target;
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    private HttpProxy(WebApplication app, int target)
    {
        this.app = app;
        this.target = target;
    }

    /// <summary>What befalls a request, by its method, path and body.</summary>
    public Func<ProxiedRequest, Mishap> Mishaps { get; set; } = _ => Mishap.None;

    public int Port => new Uri(app.Urls.Single()).Port;

    public static async Task<HttpProxy> StartAsync(int target)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var proxy = new HttpProxy(app, target);
        app.Run(proxy.PassAsync);
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var mishap = Mishaps(new(context.Request.Method, context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        await Task.Delay(mishap.Before, context.RequestAborted);
        try
        {
            if (!mishap.Arrives)
            {
                await ReplyAsync(context, mishap, null, []);
                return;
            }

            using var request = Forwarded(context, body.ToArray());
            using var reply = await http.SendAsync(request, context.RequestAborted);
            await ReplyAsync(context, mishap, reply, await reply.Content.ReadAsByteArrayAsync(context.RequestAborted));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is not there, or the client has given up.
            context.Abort();
        }
    }

    private HttpRequestMessage Forwarded(HttpContext context, byte[] body)
    {
        // To the letter: the signature covers the path.
        var address = new Uri(
            $"http://127.0.0.1:{target}{context.Features.Get<IHttpRequestFeature>()!.RawTarget}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (body.Length > 0 || context.Request.ContentLength is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !IsOfTheConnection(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static async Task ReplyAsync(HttpContext context, Mishap mishap, HttpResponseMessage? reply, byte[] body)
    {
        var response = context.Response;
        if (mishap.Instead is { } instead)
        {
            response.StatusCode = instead.Status;
            response.ContentType = instead.ContentType;
            await response.WriteAsync(instead.Body);
            return;
        }

        if (reply is null || mishap.Ends == ReplyEnd.Missing)
        {
            context.Abort();
            return;
        }

        response.StatusCode = (int)reply.StatusCode;
        foreach (var (name, values) in reply.Headers.Concat(reply.Content.Headers).Where(header => !IsOfTheConnection(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        if (response.StatusCode is not (204 or 304))
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(mishap.Ends == ReplyEnd.Cut ? body.AsMemory(0, body.Length / 2) : body);
        }

        if (mishap.Ends == ReplyEnd.Cut)
        {
            await response.Body.FlushAsync();
            context.Abort();
        }
    }

    private static bool IsOfTheConnection(string header) => OfTheConnection.Contains(header, StringComparer.OrdinalIgnoreCase);
}
