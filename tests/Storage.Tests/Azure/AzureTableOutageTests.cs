using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Azurite;

namespace Loyalty.Storage.Tests.Azure;

public sealed class AzureTableOutageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_nobody_answers_for_is_unavailable_promptly()
    {
        var proxy = azurite.Proxy();
        var store = await azurite.OpenAsync(proxy.Port);
        proxy.Dispose();
        var waiting = Stopwatch.StartNew();

        await AssertUnavailable(store);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => azurite.OpenAsync(proxy.Port));

        Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(25), "five operations, a few seconds each");
    }

    [Theory]
    [InlineData("503 Server Busy")]
    [InlineData("500 Internal Server Error")]
    [InlineData("429 Too Many Requests")]
    [InlineData("408 Request Timeout")]
    public async Task A_store_that_is_too_busy_is_unavailable(string status)
    {
        using var proxy = azurite.Proxy();
        var store = await azurite.OpenAsync(proxy.Port);
        proxy.AnswerInstead($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n");

        await AssertUnavailable(store);
    }

    [Fact]
    public async Task A_store_that_is_silent_is_unavailable()
    {
        using var proxy = azurite.Proxy();
        var options = AzureTableStore.ClientOptions();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(0.3);
        var store = await azurite.OpenAsync(proxy.Port, options);
        proxy.AnswerInstead("");

        await AssertUnavailable(store);
    }

    [Fact]
    public async Task Giving_up_on_a_silent_store_is_a_cancellation()
    {
        using var proxy = azurite.Proxy();
        var store = await azurite.OpenAsync(proxy.Port);
        proxy.AnswerInstead("");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync(Tables.Members, "outage", "row", patience.Token));
    }

    [Fact]
    public async Task A_write_whose_reply_was_lost_once_is_there_once_and_refuses_itself()
    {
        using var proxy = azurite.Proxy();
        var store = await azurite.OpenAsync(proxy.Port);
        await Insert(store, "lost-once", "member");
        var member = await store.ReadAsync(Tables.Members, "lost-once", "member", Cancellation);

        proxy.LoseReplies(1);
        var inserted = await Insert(store, "lost-once", "event:1");
        proxy.LoseReplies(1);
        var replaced = await store.CommitAsync(
            Tables.Members, "lost-once", [new Write.Replace("member", new Fields { { "n", 2 } }, member!.ETag)], Cancellation);

        Assert.Equal(new CommitResult.AlreadyExists("event:1"), inserted);
        Assert.Equal(new CommitResult.Changed("member"), replaced);
        Assert.Equal(1, (await store.ReadAsync(Tables.Members, "lost-once", "event:1", Cancellation))!.Fields.Number("n"));
        Assert.Equal(2, (await store.ReadAsync(Tables.Members, "lost-once", "member", Cancellation))!.Fields.Number("n"));
    }

    [Fact]
    public async Task A_write_whose_replies_were_all_lost_is_unclear_and_there_once()
    {
        using var proxy = azurite.Proxy();
        var store = await azurite.OpenAsync(proxy.Port);

        proxy.LoseReplies(int.MaxValue);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(store, "lost", "event:1"));
        proxy.LoseReplies(0);

        Assert.Equal(1, (await store.ReadAsync(Tables.Members, "lost", "event:1", Cancellation))!.Fields.Number("n"));
    }

    [Fact]
    public async Task A_wrong_key_is_a_bug_and_no_outage()
    {
        azurite.SkipWithoutEmulator();
        var wrong = AzuriteEndpoint.ConnectionString(azurite.Port).Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

        await Assert.ThrowsAsync<RequestFailedException>(() => AzureTableStore.OpenAsync(new TableServiceClient(wrong), Cancellation));
    }

    [Fact]
    public async Task A_table_that_is_missing_is_a_bug_and_no_absent_row()
    {
        azurite.SkipWithoutEmulator();
        await using var own = await AzuriteProcess.StartInMemoryAsync(Cancellation);
        var service = new TableServiceClient(own.ConnectionString);
        var store = await AzureTableStore.OpenAsync(service, Cancellation);
        await service.DeleteTableAsync(Tables.Members, Cancellation);

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => Insert(store, "m", "row"));
        await Assert.ThrowsAsync<RequestFailedException>(() => store.ReadAsync(Tables.Members, "m", "row", Cancellation));
    }

    private static Task<CommitResult> Insert(IStore store, string partition, string key) =>
        store.CommitAsync(Tables.Members, partition, [new Write.Insert(key, new Fields { { "n", 1 } })], Cancellation);

    private static async Task AssertUnavailable(IStore store)
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync(Tables.Members, "outage", "row", Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(store, "outage", "row"));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => store.ReadRangeAsync(Tables.Members, "outage", "a", "b", Cancellation).ToListAsync(Cancellation).AsTask());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadPageAsync(Tables.Members, null, null, Cancellation));
    }
}
