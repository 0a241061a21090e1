using System.Text.Json;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class QueueHostingTests
{
    [Fact]
    public async Task What_one_function_sends_another_takes()
    {
        await using var bench = await HostBench.StartAsync();

        await bench.PostAsync("/api/send", "a");

        await Eventually.TrueAsync(() => bench.Record.Taken.Contains("a #1"));
        await EmptyAsync(bench);
    }

    [Theory]
    [InlineData("throw once", 2)]
    [InlineData("forget once", 2)]
    [InlineData("abandon once", 1)]
    public async Task What_a_function_does_not_settle_comes_again(string body, int deliveryCount)
    {
        await using var bench = await HostBench.StartAsync();

        await bench.PostAsync("/api/send", body);

        await Eventually.TrueAsync(() => bench.Record.Taken.Contains($"{body} #{deliveryCount}"));
        await EmptyAsync(bench);
    }

    [Fact]
    public async Task A_dead_letter_can_be_read()
    {
        await using var bench = await HostBench.StartAsync();
        await bench.PostAsync("/api/send", "bad");
        await EmptyAsync(bench);

        using var letter = JsonDocument.Parse(Assert.Single((await bench.GetAsync("/local/deadletters")).Split('\n', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal("bad", letter.RootElement.GetProperty("body").GetString());
        Assert.Equal("InvalidPurchase", letter.RootElement.GetProperty("reason").GetString());
        Assert.Equal("It is bad.", letter.RootElement.GetProperty("description").GetString());
        Assert.Equal(1, letter.RootElement.GetProperty("deliveryCount").GetInt32());
        Assert.EndsWith("Z", letter.RootElement.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"ready":0,"locked":0,"deadLettered":1}""", await bench.GetAsync("/local/queue"));
    }

    [Fact]
    public async Task What_a_stop_cuts_short_comes_again_and_is_not_counted()
    {
        await using var bench = await HostBench.StartAsync();
        bench.Record.Gate = new TaskCompletionSource();
        await bench.PostAsync("/api/send", "a");
        await bench.RestartAsync();

        bench.Record.Gate.SetResult();

        await Eventually.TrueAsync(() => bench.Record.Taken.Contains("a #1"));
    }

    [Fact]
    public async Task A_thousand_messages_are_taken_in_batches()
    {
        const int Messages = 1_000;
        await using var bench = await HostBench.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(number => bench.PostAsync("/api/send", $"{number}")));

        await EmptyAsync(bench);

        Assert.Equal(Messages, bench.Record.Taken.Distinct().Count());
    }

    private static async Task EmptyAsync(HostBench bench)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await bench.GetAsync("/local/queue")).StartsWith("""{"ready":0,"locked":0,""", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The queue did not become empty.");
    }
}
