using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Loyalty.LocalHost.Sqlite;

/// <summary>
/// One connection with its prepared commands, each kept by its text: so texts are constants, and what varies is a parameter
/// (<c>?1</c>, <c>?2</c>, …). Used by one thread at a time.
/// </summary>
public sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    internal SqliteSession(SqliteConnection connection) => this.connection = connection;

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query. The reader must be disposed before the same text runs again.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Takes back whatever the running piece of work has written, and nothing of its neighbours: for work that finds
    /// half way that it must refuse. It may go on writing and return a result.</summary>
    public void Undo() => Execute("ROLLBACK TO work");

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values.Length);
            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of the callers; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "?" + i.ToString(CultureInfo.InvariantCulture) });
        }

        // Else a query whose reader is not read to its end would be prepared each time anew.
        command.Prepare();
        return command;
    }
}
