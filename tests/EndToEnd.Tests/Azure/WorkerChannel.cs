using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Loyalty.EndToEnd.Tests.Azure;

/// <summary>Where a worker calls its host: one gRPC stream of messages in each direction, on a free port of this machine.</summary>
internal sealed class WorkerChannel : IAsyncDisposable
{
    private const int PrefixLength = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> answers = [];
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource closing = new();
    private readonly WebApplication app;
    private HttpResponse? toWorker;

    private WorkerChannel(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<WorkerChannel> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var channel = new WorkerChannel(app);
        app.Run(channel.ListenAsync);
        await app.StartAsync();
        return channel;
    }

    /// <summary>What the worker says of a kind, to one invocation or function where it says which. It may have said so already.</summary>
    public Task<JsonObject> HearAsync(string content, string id = "") => Answer(content, id).Task.WaitAsync(Patience);

    public async Task<JsonObject> AskAsync(string request, JsonObject message, string response, string id = "")
    {
        await WriteAsync(WorkerMessage.Write(request, message));
        return await HearAsync(response, id);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.DisposeAsync();
        writing.Dispose();
        closing.Dispose();
    }

    private TaskCompletionSource<JsonObject> Answer(string content, string id) =>
        answers.GetOrAdd($"{content} {id}", _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ListenAsync(HttpContext call)
    {
        call.Response.ContentType = "application/grpc";
        await call.Response.StartAsync();
        toWorker = call.Response;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, call.RequestAborted);
        try
        {
            var prefix = new byte[PrefixLength];
            while (await call.Request.Body.ReadAtLeastAsync(prefix, PrefixLength, throwOnEndOfStream: false, ends.Token) == PrefixLength)
            {
                var bytes = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
                await call.Request.Body.ReadExactlyAsync(bytes, ends.Token);
                var (content, message) = WorkerMessage.Read(bytes);
                Answer(content, (string?)(message["invocationId"] ?? message["functionId"]) ?? "").TrySetResult(message);
            }
        }
        catch (OperationCanceledException)
        {
            // The worker was killed, or the test is over.
        }
    }

    private async Task WriteAsync(byte[] message)
    {
        var frame = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, PrefixLength);
        await writing.WaitAsync();
        try
        {
            await toWorker!.Body.WriteAsync(frame);
            await toWorker.Body.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }
}
