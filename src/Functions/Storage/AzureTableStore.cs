using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Loyalty.Functions.Storage;

/// <summary>The store in a storage account, or in its emulator.</summary>
public sealed class AzureTableStore : IStore
{
    private readonly ImmutableDictionary<string, TableClient> tables;

    private AzureTableStore(TableServiceClient service) =>
        tables = Tables.All.ToImmutableDictionary(name => name, service.GetTableClient, StringComparer.Ordinal);

    /// <summary>Options for the client of this store. Its tries end within half a minute, well before a message's lock does,
    /// and what still fails then is a <see cref="StoreUnavailableException"/>.</summary>
    public static TableClientOptions ClientOptions() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = 2,
            Delay = TimeSpan.FromSeconds(0.2),
            MaxDelay = TimeSpan.FromSeconds(1),
            NetworkTimeout = TimeSpan.FromSeconds(8),
        },
    };

    /// <summary>The store in an account, with the tables that it lacked made.</summary>
    public static async Task<AzureTableStore> OpenAsync(TableServiceClient service, CancellationToken cancellationToken)
    {
        foreach (var name in Tables.All)
        {
            await AzureTableErrors.NameAsync(() => service.CreateTableIfNotExistsAsync(name, cancellationToken), cancellationToken);
        }

        return new AzureTableStore(service);
    }

    public async Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        StoreLimits.CheckKey(partition);
        StoreLimits.CheckKey(key);
        try
        {
            // Not GetEntityIfExists: to it a missing table is an absent row, and that would hide a broken account.
            var entity = await AzureTableErrors.NameAsync(
                () => tables[table].GetEntityAsync<TableEntity>(partition, key, cancellationToken: cancellationToken),
                cancellationToken);
            return TableRows.ToRow(entity.Value);
        }
        catch (RequestFailedException failure) when (failure is { Status: 404, ErrorCode: "ResourceNotFound" })
        {
            return null;
        }
    }

    public async IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoreLimits.CheckKey(partition);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {below}");
        await using var entities = tables[table]
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await AzureTableErrors.NameAsync(() => entities.MoveNextAsync().AsTask(), cancellationToken))
        {
            yield return TableRows.ToRow(entities.Current);
        }
    }

    /// <summary>One entity group transaction. Where its reply is lost the client tries again by itself, and what it then hears
    /// may be a refusal of its own write: a caller that reads again before it decides, as it must, is none the worse.</summary>
    public async Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        StoreLimits.Check(partition, writes);
        var actions = writes.Select(write => TableRows.ToAction(partition, write)).ToArray();
        try
        {
            await AzureTableErrors.NameAsync(() => tables[table].SubmitTransactionAsync(actions, cancellationToken), cancellationToken);
            return CommitResult.Committed.Instance;
        }
        catch (TableTransactionFailedException failure)
            when (failure.FailedTransactionActionIndex is { } index && Refusal(failure, writes[index]) is not null)
        {
            return Refusal(failure, writes[index])!;
        }
    }

    public async Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken)
    {
        var filter = key is null ? null : TableClient.CreateQueryFilter($"RowKey eq {key}");
        await using var pages = tables[table]
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .AsPages(continuation)
            .GetAsyncEnumerator(cancellationToken);
        return await AzureTableErrors.NameAsync(() => pages.MoveNextAsync().AsTask(), cancellationToken)
            ? new Page([.. pages.Current.Values.Select(TableRows.ToRow)], pages.Current.ContinuationToken)
            : new Page([], null);
    }

    private static CommitResult? Refusal(RequestFailedException failure, Write write) => (failure.Status, failure.ErrorCode) switch
    {
        (409, "EntityAlreadyExists") => new CommitResult.AlreadyExists(write.Key),
        (412, _) or (404, "ResourceNotFound") => new CommitResult.Changed(write.Key),
        _ => null,
    };
}
