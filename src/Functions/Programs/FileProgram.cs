using System.Collections.Immutable;
using System.Security.Cryptography;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Programs;

/// <summary>Publishes the file that a host has beside it, where it is not the one that was taken from there last: so a start undoes
/// nothing that was published otherwise since.</summary>
public sealed class FileProgram(IStore store, PublishedProgram program, Publisher publisher, ILogger<FileProgram> logger)
{
    private const string Partition = "file";
    private const string Key = "taken";
    private const string Hash = "hash";

    /// <summary>Takes the file as it is now. A bad one changes nothing, and the log says what is wrong with it.</summary>
    /// <param name="name">What the file is called in the list of versions.</param>
    /// <returns>What is wrong with it, where there is no program to go by instead.</returns>
    public async Task<ImmutableArray<JsonError>> TakeAsync(
        string name, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(document.Span);
        var taken = await store.ReadAsync(Tables.Programs, Partition, Key, cancellationToken);
        if (taken?.Fields.Bytes(Hash) is { } last && last.AsSpan().SequenceEqual(hash))
        {
            return [];
        }

        var mistakes = (await publisher.PublishAsync(new Draft(document) { By = name }, cancellationToken)).Mistakes;
        if (mistakes.IsEmpty)
        {
            await store.CommitAsync(
                Tables.Programs, Partition, [new Write.Put(Key, new Fields { { Hash, hash } })], cancellationToken);
            return [];
        }

        if (await program.NewestAsync(cancellationToken) is null)
        {
            return mistakes;
        }

        foreach (var mistake in mistakes)
        {
            logger.FileRefused(name, mistake);
        }

        return [];
    }
}
