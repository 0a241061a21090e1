#nullable disable
namespace Azure.Messaging.ServiceBus;

/// <summary>A batch over a caller's list, as the model factory makes it; only the official client makes one that it can send.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly IList<ServiceBusMessage> _store;
    private readonly Func<ServiceBusMessage, bool> _tryAdd;

    internal ServiceBusMessageBatch(long maxSizeInBytes, long sizeInBytes, IList<ServiceBusMessage> store, Func<ServiceBusMessage, bool> tryAdd)
    {
        MaxSizeInBytes = maxSizeInBytes;
        SizeInBytes = sizeInBytes;
        _store = store;
        _tryAdd = tryAdd;
    }

    public int Count => _store.Count;

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; }

    public void Dispose()
    {
    }

    public bool TryAddMessage(ServiceBusMessage message)
    {
        if (!_tryAdd(message))
        {
            return false;
        }

        _store.Add(message);
        return true;
    }
}
