using Microsoft.Data.Sqlite;

namespace Loyalty.Benchmarks.Till;

/// <summary>A prepared query of a member's row in the product's own database, by a connection of each till's own.</summary>
internal sealed class BareSqliteReads : IDisposable
{
    private readonly SqliteCommand[] reads;

    public BareSqliteReads(string path) => reads = [.. Enumerable.Range(0, Course.Tills).Select(_ => Prepare(path))];

    public Task ReadAsync(int till, int call)
    {
        reads[till].Parameters["$partition"].Value = Shop.Name(call);
        using var row = reads[till].ExecuteReader();
        return row.Read() && row.GetFieldValue<byte[]>(1).Length > 0
            ? Task.CompletedTask
            : throw new InvalidOperationException("The row is not there.");
    }

    public void Dispose()
    {
        foreach (var read in reads)
        {
            read.Connection!.Dispose();
            read.Dispose();
        }
    }

    private static SqliteCommand Prepare(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var read = connection.CreateCommand();
        read.CommandText = "SELECT etag, fields FROM rows WHERE tbl = 'members' AND partition = $partition AND key = 'member'";
        read.Parameters.Add("$partition", SqliteType.Text);
        return read;
    }
}
