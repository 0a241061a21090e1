namespace Loyalty.LocalHost.Azurite;

/// <summary>Azurite can't run here; the message says in a sentence what is missing.</summary>
public sealed class AzuriteMissingException : Exception
{
    public AzuriteMissingException()
    {
    }

    public AzuriteMissingException(string message)
        : base(message)
    {
    }

    public AzuriteMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
