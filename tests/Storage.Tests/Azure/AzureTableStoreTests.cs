using Loyalty.Functions.Storage;
using Loyalty.Storage.Tests.Contract;

namespace Loyalty.Storage.Tests.Azure;

public sealed class AzureTableStoreTests(AzuriteFixture azurite) : StoreContract
{
    protected override Task<IStore> OpenAsync() => azurite.OpenAsync();
}
