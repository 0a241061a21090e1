using Azure.Data.Tables;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Azurite;
using Loyalty.Storage.Tests.Azure;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Loyalty.Storage.Tests.Azure;

/// <summary>One emulator for all tests, or the reason why there is none.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? azurite;
    private string missing = "";

    public int Port => azurite!.Port;

    public async ValueTask InitializeAsync()
    {
        try
        {
            azurite = await AzuriteProcess.StartInMemoryAsync(CancellationToken.None);
        }
        catch (AzuriteMissingException exception)
        {
            missing = exception.Message;
        }
    }

    public void SkipWithoutEmulator() => Assert.SkipWhen(azurite is null, missing);

    /// <summary>The store on the emulator, or on a port before it. Skips the test where there is no emulator.</summary>
    public async Task<IStore> OpenAsync(int? port = null, TableClientOptions? options = null)
    {
        SkipWithoutEmulator();
        var connection = AzuriteEndpoint.ConnectionString(port ?? Port);
        var service = new TableServiceClient(connection, options ?? AzureTableStore.ClientOptions());
        return await AzureTableStore.OpenAsync(service, TestContext.Current.CancellationToken);
    }

    /// <summary>A way to the emulator that can be made to fail. Skips the test where there is no emulator.</summary>
    public FaultyProxy Proxy()
    {
        SkipWithoutEmulator();
        return new FaultyProxy(Port);
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
