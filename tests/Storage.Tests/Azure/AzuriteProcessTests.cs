using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Azurite;

namespace Loyalty.Storage.Tests.Azure;

public sealed class AzuriteProcessTests(AzuriteFixture shared) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_saves_and_a_start_on_the_folder_finds_everything()
    {
        shared.SkipWithoutEmulator();
        await using (var first = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation))
        {
            var store = await OpenAsync(first);
            await store.CommitAsync(Tables.Members, "m", [new Write.Insert("row", new Fields { { "n", 1 } })], Cancellation);
        }

        await using var second = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation);

        Assert.NotNull(await (await OpenAsync(second)).ReadAsync(Tables.Members, "m", "row", Cancellation));
    }

    [Fact]
    public async Task The_next_host_adopts_the_one_that_runs()
    {
        shared.SkipWithoutEmulator();
        await using var first = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation);
        await using var second = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation);

        Assert.Equal((first.ProcessId, first.Port), (second.ProcessId, second.Port));

        await second.StopAsync();
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, first.Port, Cancellation).AsTask());
    }

    [Fact]
    public async Task One_that_was_killed_is_started_again()
    {
        shared.SkipWithoutEmulator();
        var first = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation);
        using (var process = Process.GetProcessById(first.ProcessId))
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        await using var second = await AzuriteProcess.StartAsync(folder.Path, null, Cancellation);

        Assert.NotEqual(first.ProcessId, second.ProcessId);
        Assert.NotNull(await OpenAsync(second));
    }

    public void Dispose() => folder.Dispose();

    private static Task<AzureTableStore> OpenAsync(AzuriteProcess azurite) =>
        AzureTableStore.OpenAsync(new TableServiceClient(azurite.ConnectionString, AzureTableStore.ClientOptions()), Cancellation);
}
