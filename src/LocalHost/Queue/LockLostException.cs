namespace Loyalty.LocalHost.Queue;

/// <summary>The lock under which a message was to be settled has ended, or the message was settled already.</summary>
public sealed class LockLostException : Exception
{
    public LockLostException()
        : base("The message's lock has ended, or it was settled before.")
    {
    }

    public LockLostException(string message)
        : base(message)
    {
    }

    public LockLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
