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

    /// <summary>The store on the emulator, or on a port before it. Skips the test where there is no emulator.</summary>
    public async Task<IStore> OpenAsync(int? port = null)
    {
        Assert.SkipWhen(azurite is null, missing);
        var options = AzureTableStore.ClientOptions();
        var service = new TableServiceClient(AzuriteProcess.ConnectionStringAt(port ?? Port), options);
        return await AzureTableStore.OpenAsync(service, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
