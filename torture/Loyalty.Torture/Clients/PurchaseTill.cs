using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Clients;

/// <summary>A till that posts purchases, one or many at a time.</summary>
internal sealed class PurchaseTill(ShopClient shop, Lull lull, Purchases purchases, Acknowledged acknowledged, Tally tally, Random random)
{
    private const int MostAtOnce = 40;

    // The clock moves where nothing waits to be counted; tills that always post faster than a busy machine counts would have it stand still.
    private const int PostsAnywayOneIn = 8;

    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            if (random.Next(PostsAnywayOneIn) > 0 && await MustWaitAsync())
            {
                await Task.Delay(random.Next(400), CancellationToken.None);
                continue;
            }

            var lines = purchases.Next(random.Next(3) == 0 ? 1 : random.Next(1, MostAtOnce), await shop.NowAsync());
            if (lines.Count > 0)
            {
                await lull.WorkAsync(() => PostAsync(lines));
            }

            await Task.Delay(random.Next(400), CancellationToken.None);
        }
    }

    private async Task<bool> MustWaitAsync()
    {
        var queue = (await shop.GetAsync("/local/queue")).Json;
        return queue.GetProperty("ready").GetInt32() + queue.GetProperty("locked").GetInt32() > 0;
    }

    /// <summary>Until they are acknowledged.</summary>
    public async Task PostAsync(IReadOnlyList<string> lines)
    {
        var answer = lines.Count == 1
            ? await shop.PostAsync("/api/purchases", lines[0])
            : await shop.PostAsync("/api/purchases", string.Join('\n', lines), "application/x-ndjson");
        if (answer.Status != 202 || answer.Json.GetProperty("accepted").GetInt32() != lines.Count)
        {
            acknowledged.Findings.Enqueue($"{lines.Count} good events were answered with {answer}");
            return;
        }

        acknowledged.AddEvents(lines);
        tally.Add("posts acknowledged");
        tally.Add("events acknowledged, repeated ones too", lines.Count);
    }
}
