namespace Loyalty.LocalHost;

/// <summary>The host cannot start, for a reason that its message says in one sentence: a person can do something about it.</summary>
public sealed class CannotStartException : Exception
{
    public CannotStartException()
    {
    }

    public CannotStartException(string message)
        : base(message)
    {
    }

    public CannotStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
