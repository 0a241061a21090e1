using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Loyalty.Cli.DeadLetters;

/// <summary>The dead letters of a LocalHost that runs.</summary>
internal sealed class LocalDeadLetters(Shop shop) : IDeadLetterQueue
{
    private static readonly Uri All = new("/local/deadletters", UriKind.Relative);

    public async IAsyncEnumerable<DeadLetter> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await shop.Http.GetAsync(All, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var letter = JsonElement.Parse(line);
            yield return new(
                letter.GetProperty("id").GetInt64(),
                letter.GetProperty("reason").GetString()!,
                letter.GetProperty("description").GetString()!,
                letter.GetProperty("enqueuedAt").GetDateTimeOffset(),
                letter.GetProperty("deliveryCount").GetInt32(),
                letter.GetProperty("contentType").GetString(),
                Encoding.UTF8.GetBytes(letter.GetProperty("body").GetString()!));
        }
    }

    public async Task<IReadOnlyCollection<long>> ReplayAsync(
        IReadOnlyCollection<long> ids, ReadOnlyMemory<byte>? mended, CancellationToken cancellationToken)
    {
        var replayed = new List<long>(ids.Count);
        foreach (var id in ids)
        {
            using var body = mended is { } given ? new ReadOnlyMemoryContent(given) : null;
            using var answer = await shop.Http.PostAsync(new Uri($"{All}/{id}/replay", UriKind.Relative), body, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                answer.EnsureSuccessStatusCode();
                replayed.Add(id);
            }
        }

        return replayed;
    }

    public ValueTask DisposeAsync()
    {
        shop.Dispose();
        return ValueTask.CompletedTask;
    }
}
