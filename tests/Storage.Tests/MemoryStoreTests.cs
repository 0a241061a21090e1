using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests;
using Loyalty.Storage.Tests.Contract;

namespace Loyalty.Storage.Tests;

/// <summary>What other tests stand on keeps the same promises.</summary>
public sealed class MemoryStoreTests : StoreContract
{
    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(new MemoryStore());
}
