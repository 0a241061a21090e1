namespace Loyalty.Domain.Purchases;

/// <summary>A purchase was to be taken out of a history that does not have it as it is said to be: the two were read from
/// different states of the member, or one of them is damaged.</summary>
public sealed class HistoryMismatchException : Exception
{
    public HistoryMismatchException()
        : base("The history does not have the purchase as it is said to be.")
    {
    }

    public HistoryMismatchException(string message)
        : base(message)
    {
    }

    public HistoryMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
