namespace Loyalty.Cli.DeadLetters;

/// <summary>The dead letters of a queue: on one machine those of LocalHost, on Azure those of Service Bus.</summary>
public interface IDeadLetterQueue : IAsyncDisposable
{
    /// <summary>All of them, oldest first; none is taken.</summary>
    IAsyncEnumerable<DeadLetter> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Puts dead letters back on the queue as their sender gave them, and takes them out of the dead ones. A crash in between
    /// leaves one in both, which the ledger sees when it comes again.</summary>
    /// <param name="mended">The body in place of their own; null keeps that.</param>
    /// <returns>The ids of those that were there.</returns>
    Task<IReadOnlyCollection<long>> ReplayAsync(
        IReadOnlyCollection<long> ids, ReadOnlyMemory<byte>? mended, CancellationToken cancellationToken);
}
