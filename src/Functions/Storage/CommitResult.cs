namespace Loyalty.Functions.Storage;

/// <summary>How a commit ended, where the store answered.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Every write was done.</summary>
    public sealed record Committed : CommitResult
    {
        private Committed()
        {
        }

        /// <summary>The one value.</summary>
        public static Committed Instance { get; } = new();
    }

    /// <summary>An insert found its row there already; nothing was written. Of several such rows one is named, not always the
    /// first.</summary>
    public sealed record AlreadyExists(string Key) : CommitResult;

    /// <summary>A replace or delete found its row changed or gone; nothing was written.</summary>
    public sealed record Changed(string Key) : CommitResult;
}
