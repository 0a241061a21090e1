using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loyalty.FakeEmail;

/// <summary>Communication Services on a free port of this machine: checks the wire, answers as it is told to, and keeps what it takes.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private static readonly byte[] Key = SHA256.HashData("the fake provider's access key"u8);

    private readonly ConcurrentQueue<TakenEmail> taken = [];
    private readonly ConcurrentQueue<string> errors = [];
    private readonly WebApplication app;
    private int asked;
    private int underWay;

    private FakeProvider(WebApplication app) => this.app = app;

    /// <summary>What it does with a message.</summary>
    public Func<TakenEmail, Reaction> Answers { get; set; } = _ => Reaction.Accept;

    /// <summary>What it has taken, in this order.</summary>
    public IReadOnlyList<TakenEmail> Taken => [.. taken];

    /// <summary>How often it was asked to take something.</summary>
    public int Asked => asked;

    /// <summary>How many requests it has not ended.</summary>
    public int UnderWay => underWay;

    /// <summary>What was wrong with requests.</summary>
    public IReadOnlyList<string> Errors => [.. errors];

    public Uri Address => new(app.Urls.Single());

    public string ConnectionString => ConnectionStringWith(Key);

    /// <summary>One that the provider does not know the key of.</summary>
    public string ForgedConnectionString => ConnectionStringWith(SHA256.HashData("another key"u8));

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.Run(provider.CountAsync);
        await app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string ConnectionStringWith(byte[] key) => $"endpoint={Address};accesskey={Convert.ToBase64String(key)}";

    private async Task CountAsync(HttpContext context)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Interlocked.Increment(ref asked);
        var wrong = WireCheck.Errors(context.Request, body.ToArray(), Key).ToList();
        if (wrong.Count > 0)
        {
            wrong.ForEach(errors.Enqueue);
            await ReplyAsync(context, new Reaction.Reply(401, "Denied", Takes: false));
            return;
        }

        TakenEmail email;
        try
        {
            email = WireCheck.Read(Guid.Parse(context.Request.Headers["Operation-Id"]!), body.ToArray());
        }
        catch (Exception exception)
        {
            errors.Enqueue(exception.ToString());
            await ReplyAsync(context, new Reaction.Reply(400, "BadRequest", Takes: false));
            return;
        }

        var answer = Answers(email);
        if (answer.Takes)
        {
            taken.Enqueue(email);
        }

        await Task.Delay(answer.After);
        switch (answer)
        {
            case Reaction.Reply reply:
                await ReplyAsync(context, reply, email.Operation);
                break;
            case Reaction.HangUp:
                context.Abort();
                break;
            case Reaction.Cut:
                await CutAsync(context, email.Operation);
                break;
            default:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }

    private static async Task CutAsync(HttpContext context, Guid operation)
    {
        context.Response.StatusCode = 202;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync($$"""{"id":"{{operation}}",""");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static Task ReplyAsync(HttpContext context, Reaction.Reply reply, Guid operation = default)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json";
        if (reply.RetryAfter is { } after)
        {
            response.Headers.RetryAfter = after;
        }

        if (reply.Status == 202)
        {
            response.Headers["Operation-Location"] = string.Create(
                CultureInfo.InvariantCulture, $"http://{context.Request.Host}/emails/operations/{operation}?api-version=2025-09-01");
            return response.WriteAsync($$"""{"id":"{{operation}}","status":"Running","error":null}""");
        }

        return response.WriteAsync($$$"""{"error":{"code":"{{{reply.Code}}}","message":"The test wants it so."}}""");
    }
}
