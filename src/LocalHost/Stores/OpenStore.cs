using Azure.Data.Tables;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.LocalHost.Stores;

/// <summary>The store that the command line asks for, and what keeps it alive.</summary>
public sealed class OpenStore : IAsyncDisposable
{
    private readonly IAsyncDisposable? keeper;

    private OpenStore(IStore store, IAsyncDisposable? keeper)
    {
        Store = store;
        this.keeper = keeper;
    }

    public IStore Store { get; }

    /// <summary>Opens it; <paramref name="choice"/> is as <see cref="LocalHostOptions.Store"/> says.</summary>
    /// <exception cref="CannotStartException">Node is missing, or the connection string is none.</exception>
    /// <param name="outlastsPower">As <see cref="SqliteDatabase"/> takes it.</param>
    public static Task<OpenStore> OpenAsync(
        string choice, DataFolder folder, bool outlastsPower, CancellationToken cancellationToken) => choice switch
    {
        LocalHostOptions.Sqlite => OpenSqliteAsync(folder.File("store.db"), outlastsPower),
        LocalHostOptions.Azurite => OpenAzuriteAsync(folder.File("azurite"), cancellationToken),
        _ => OpenAccountAsync(choice, keeper: null, cancellationToken),
    };

    public ValueTask DisposeAsync() => keeper?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<OpenStore> OpenSqliteAsync(string path, bool outlastsPower)
    {
        var database = new SqliteDatabase(path, outlastsPower);
        return new OpenStore(await SqliteStore.OpenAsync(database), database);
    }

    private static async Task<OpenStore> OpenAzuriteAsync(string folder, CancellationToken cancellationToken)
    {
        AzuriteProcess azurite;
        try
        {
            azurite = await AzuriteProcess.StartAsync(folder, port: null, cancellationToken);
        }
        catch (Exception exception) when (exception is AzuriteMissingException or InvalidOperationException)
        {
            throw new CannotStartException(exception.Message, exception);
        }

        try
        {
            return await OpenAccountAsync(azurite.ConnectionString, azurite, cancellationToken);
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    private static async Task<OpenStore> OpenAccountAsync(
        string connection, IAsyncDisposable? keeper, CancellationToken cancellationToken)
    {
        try
        {
            var service = new TableServiceClient(connection, AzureTableStore.ClientOptions());
            return new OpenStore(await AzureTableStore.OpenAsync(service, cancellationToken), keeper);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            // The text is not repeated: it may hold an account's key.
            throw new CannotStartException(
                "--store is neither sqlite nor azurite nor the connection string of a storage account.", exception);
        }
        catch (StoreUnavailableException exception)
        {
            throw new CannotStartException($"The store cannot be reached: {exception.Message}", exception);
        }
    }
}
