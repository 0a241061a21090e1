using System.Net.Http.Headers;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Benchmarks.Intake;

/// <summary>The product: tills that post to a host, its queue, the function that counts, and the store.</summary>
internal sealed class WholePath : IContender
{
    public const int EventsPerPost = 100;

    private const int Tills = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly RunningHost host;
    private readonly HttpClient till;

    private WholePath(RunningHost host)
    {
        this.host = host;
        till = new HttpClient { BaseAddress = host.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Keys.Pos);
    }

    public RunningHost Host => host;

    public IStore Store => host.Services.GetRequiredService<IStore>();

    /// <param name="store">As the option --store has it.</param>
    public static async Task<WholePath> StartAsync(string folder, string store, CancellationToken cancellationToken)
    {
        var options = new LocalHostOptions { Port = 0, Data = folder, Store = store };
        return new(await Product.StartAsync(options, cancellationToken));
    }

    public static async Task<WholePath> StartAsync(LocalHostOptions options, byte[] program, CancellationToken cancellationToken) =>
        new(await Product.StartAsync(options, program, cancellationToken));

    /// <summary>What the host answers of a member.</summary>
    public Task<string> MemberAsync(string member, CancellationToken cancellationToken) =>
        till.GetStringAsync(new Uri($"/api/members/{member}", UriKind.Relative), cancellationToken);

    public async Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            events.Chunk(EventsPerPost),
            new ParallelOptions { MaxDegreeOfParallelism = Tills, CancellationToken = cancellationToken },
            async (post, token) => await PostAsync(post, token));
        if (!await host.Services.GetRequiredService<DurableQueue>().WaitUntilEmptyAsync(Patience, cancellationToken))
        {
            throw new TimeoutException("The queue did not become empty.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        till.Dispose();
        await host.DisposeAsync();
    }

    private async Task PostAsync(SampleEvent[] events, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent([.. events.SelectMany(sample => sample.Json)]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await till.PostAsync(new Uri("/api/purchases", UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
