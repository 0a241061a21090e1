#nullable disable
using Azure.Core;
using Loyalty.StandIns;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusClient : IAsyncDisposable
{
    public ServiceBusClient(string connectionString) => throw NotAvailable.ServiceBus();

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) => throw NotAvailable.ServiceBus();

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw NotAvailable.ServiceBus();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
