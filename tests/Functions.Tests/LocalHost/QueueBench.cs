using System.Text;
using Loyalty.LocalHost.Queue;
using NodaTime;
using NodaTime.Testing;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>A queue in a temporary file, on clocks that the test moves.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public FakeClock Clock { get; } = new(Instant.FromUtc(2011, 6, 1, 12, 0));

    public WallClock Wall { get; } = new();

    public DurableQueue Queue { get; private set; } = null!;

    public static async Task<QueueBench> StartAsync()
    {
        var bench = new QueueBench();
        bench.Queue = await bench.OpenAsync(bench.folder.File("queue.db"));
        return bench;
    }

    public Task EnqueueAsync(params string[] bodies) => Queue.EnqueueAsync([.. bodies.Select(Message)]);

    public async Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int most = 10)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await Queue.ReceiveAsync(most, patience.Token);
    }

    public async Task<LockedMessage> ReceiveOneAsync() => Assert.Single(await ReceiveAsync());

    /// <summary>Copies the files as they lie there and opens the copy: what a process finds after another one was killed.</summary>
    public async Task CrashAsync()
    {
        var copy = Directory.CreateDirectory(folder.File("after-" + Path.GetRandomFileName())).FullName;
        foreach (var file in Directory.GetFiles(folder.Path, "queue.db*"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await Queue.DisposeAsync();
        Queue = await OpenAsync(Path.Combine(copy, "queue.db"));
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        folder.Dispose();
    }

    public static string Body(LockedMessage message) => Encoding.UTF8.GetString(message.Message.Body.Span);

    private Task<DurableQueue> OpenAsync(string path) => DurableQueue.OpenAsync(path, Clock, Wall);

    private QueuedMessage Message(string body) => new(
        Encoding.UTF8.GetBytes(body), null, null, new Dictionary<string, object>(), Clock.GetCurrentInstant());
}
