using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.LocalHost.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Benchmarks.Members;

/// <summary>Many members in a store: some that the product itself writes, and in SQLite any number of copies of one of them, of which a
/// million is a matter of seconds.</summary>
internal static class Population
{
    private const int AtOnce = 64;

    /// <summary>Also the names of the members of <see cref="Intake.SampleEvent"/>.</summary>
    public static string Name(int number) => $"m-{number}";

    /// <summary>Writes members as they are made, and all that follows for them: rewards, and when to look at them.</summary>
    public static Task WriteAsync(
        RunningHost host, IEnumerable<string> names, Func<MemberId, Member> make, CancellationToken cancellationToken)
    {
        var changes = host.Services.GetRequiredService<MemberChanges>();
        return Parallel.ForEachAsync(
            names.Select(MemberId.Parse),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (member, token) => await changes.ChangeAsync(member, (_, _) => new(make(member), []), token));
    }

    /// <summary>Copies a member and their hints, in a database that nobody has open.</summary>
    /// <param name="path">Of the database.</param>
    public static void Copy(string path, string member, int first, int count)
    {
        if (count == 0)
        {
            return;
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        // Nothing of it need outlast anything.
        command.CommandText = """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TEMP TABLE original AS
              SELECT * FROM rows WHERE (tbl = 'members' AND partition = $member) OR (tbl = 'due' AND key = $member);
            BEGIN;
            WITH RECURSIVE copies (name, number) AS (
              SELECT 'm-' || $first, $first UNION ALL SELECT 'm-' || (number + 1), number + 1 FROM copies WHERE number + 1 < $first + $count)
            INSERT INTO rows
              SELECT tbl, iif(tbl = 'due', partition, name), iif(tbl = 'due', name, key), etag, fields FROM copies CROSS JOIN original;
            COMMIT;
            """;
        command.Parameters.AddWithValue("$member", member);
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$count", count);
        command.ExecuteNonQuery();
    }
}
