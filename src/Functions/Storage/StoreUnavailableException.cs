namespace Loyalty.Functions.Storage;

/// <summary>The store could not be asked, was too busy, or its reply was lost: what was asked of it may or may not have been
/// done. Trying again later may succeed.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
