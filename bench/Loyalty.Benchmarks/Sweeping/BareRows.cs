using System.Diagnostics;
using System.Text;
using Loyalty.Benchmarks.Intake;
using Loyalty.Functions.Storage;
using Microsoft.Data.Sqlite;

namespace Loyalty.Benchmarks.Sweeping;

/// <summary>As many bare reads and writes as a sweep made, of rows as large as a member's; of a part of the members where they are many.
/// </summary>
internal static class BareRows
{
    private const int MembersAtMost = 500;
    private const int AtOnce = 64;

    /// <summary>Reads by a prepared query, and a durable transaction for each commit. Nobody else has the database open.</summary>
    /// <returns>How long it would take for all members of the sweep.</returns>
    public static TimeSpan InSqlite(string path, Swept swept)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
        setup.ExecuteNonQuery();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT etag, fields FROM rows WHERE tbl = 'members' AND partition = $partition AND key = 'member'";
        var member = read.Parameters.Add("$partition", SqliteType.Text);
        using var write = connection.CreateCommand();
        write.CommandText = "INSERT INTO rows VALUES ('bare', $partition, $key, 1, $fields)";
        var (partition, key, fields) = (
            write.Parameters.Add("$partition", SqliteType.Text),
            write.Parameters.Add("$key", SqliteType.Integer),
            write.Parameters.Add("$fields", SqliteType.Blob));
        var part = Part.Of(swept);
        var start = Stopwatch.GetTimestamp();
        var row = Array.Empty<byte>();
        for (var number = 0L; number < part.Reads; number++)
        {
            member.Value = $"m-{number % part.Members}";
            using var found = read.ExecuteReader();
            row = found.Read() ? found.GetFieldValue<byte[]>(1) : throw new InvalidOperationException("The row is not there.");
        }

        for (var number = 0L; number < part.Commits; number++)
        {
            using var transaction = connection.BeginTransaction();
            write.Transaction = transaction;
            // The rows are spread over the commits as evenly as they go.
            for (var place = number * part.Rows / part.Commits; place < (number + 1) * part.Rows / part.Commits; place++)
            {
                (partition.Value, key.Value, fields.Value) = ($"m-{number % part.Members}", place, row);
                write.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Stopwatch.GetElapsedTime(start) * part.Times;
    }

    /// <summary>A GET for each read and a POST for each row, by a bare HTTP client, as many at once as the host has members.</summary>
    public static async Task<TimeSpan> InTablesAsync(string connectionString, Row row, Swept swept, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var account = TableAccount.Of(connectionString);
        await SendAsync(HttpMethod.Post, "Tables", """{"TableName":"bare"}""", cancellationToken);
        var fields = EntityJson.FieldsOf(row);
        var part = Part.Of(swept);
        var start = Stopwatch.GetTimestamp();
        await EachAsync(part.Reads, (number, token) => SendAsync(
            HttpMethod.Get, $"members(PartitionKey='m-{number % part.Members}',RowKey='member')", null, token));
        await EachAsync(part.Rows, (number, token) => SendAsync(
            HttpMethod.Post, "bare", EntityJson.Of($"m-{number % part.Members}", $"{number}", fields), token));
        return Stopwatch.GetElapsedTime(start) * part.Times;

        Task EachAsync(long count, Func<int, CancellationToken, Task> actAsync) => Parallel.ForEachAsync(
            Enumerable.Range(0, (int)count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, token) => await actAsync(number, token));

        async Task SendAsync(HttpMethod method, string path, string? json, CancellationToken token)
        {
            using var request = new HttpRequestMessage(method, account.Url(path));
            request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("Accept", "application/json;odata=minimalmetadata");
            request.Headers.TryAddWithoutValidation("Prefer", "return-no-content");
            request.Headers.TryAddWithoutValidation("DataServiceVersion", "3.0");
            account.Sign(request);
            using var answer = await http.SendAsync(request, token);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>What falls to some of the members.</summary>
    /// <param name="Times">How many times that is all.</param>
    private readonly record struct Part(int Members, long Reads, long Commits, long Rows, double Times)
    {
        public static Part Of(Swept swept)
        {
            var members = Math.Min(swept.Due, MembersAtMost);
            return new(
                members,
                swept.Reads * members / swept.Due,
                swept.Commits * members / swept.Due,
                swept.Rows * members / swept.Due,
                (double)swept.Due / members);
        }
    }
}
