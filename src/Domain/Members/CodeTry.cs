namespace Loyalty.Domain.Members;

/// <summary>What a code that a customer typed comes to.</summary>
public abstract record CodeTry
{
    private CodeTry()
    {
    }

    /// <summary>It is the one that was sent, and is used up.</summary>
    public sealed record Right(CardAccess After, OneTimeCode Code) : CodeTry;

    /// <summary>It is another one; so many more may be tried.</summary>
    public sealed record Wrong(CardAccess After, int Left) : CodeTry;

    /// <summary>None waits any more: it was used, is too old, or was tried too often.</summary>
    public sealed record Over : CodeTry;
}
