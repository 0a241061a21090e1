using Loyalty.LocalHost.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>The queue's file: what must outlast a crash, the messages with their failed deliveries, and the dead letters.</summary>
internal sealed class MessageFile : IAsyncDisposable
{
    private const int DeadLettersPerRead = 100;

    private readonly SqliteDatabase database;

    private MessageFile(SqliteDatabase database) => this.database = database;

    public static async Task<MessageFile> OpenAsync(string path, bool outlastsPower)
    {
        var database = new SqliteDatabase(path, outlastsPower);
        await database.WriteAsync(session => session.Execute(
            """
            CREATE TABLE IF NOT EXISTS messages (
              number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL, message_id TEXT, content_type TEXT, properties TEXT,
              enqueued INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0);
            CREATE TABLE IF NOT EXISTS dead_letters (
              number INTEGER PRIMARY KEY, body BLOB NOT NULL, message_id TEXT, content_type TEXT, properties TEXT,
              enqueued INTEGER NOT NULL, reason TEXT NOT NULL, description TEXT NOT NULL, deliveries INTEGER NOT NULL,
              dead_at INTEGER NOT NULL);
            """));
        return new MessageFile(database);
    }

    /// <summary>The messages that are there, the oldest first.</summary>
    public List<Delivery> ReadDeliveries() => database.Read(session =>
    {
        var deliveries = new List<Delivery>();
        using var reader = session.Query("SELECT number, failures FROM messages ORDER BY number");
        while (reader.Read())
        {
            deliveries.Add(new Delivery(reader.GetInt64(0), reader.GetInt32(1)));
        }

        return deliveries;
    });

    /// <summary>Adds all messages or none, and answers the number of each.</summary>
    public Task<long[]> AddAsync(IReadOnlyList<QueuedMessage> messages)
    {
        var properties = messages.Select(message => Properties.Write(message.Properties)).ToArray();
        return database.WriteAsync(session =>
        {
            var numbers = new long[messages.Count];
            for (var i = 0; i < numbers.Length; i++)
            {
                var message = messages[i];
                using var inserted = session.Query(
                    """
                    INSERT INTO messages (body, message_id, content_type, properties, enqueued) VALUES (?1, ?2, ?3, ?4, ?5)
                    RETURNING number
                    """,
                    message.Body.ToArray(),
                    message.MessageId,
                    message.ContentType,
                    properties[i],
                    message.EnqueuedAt.ToUnixTimeTicks());
                inserted.Read();
                numbers[i] = inserted.GetInt64(0);
            }

            return numbers;
        });
    }

    /// <summary>The contents of messages that are there.</summary>
    public List<QueuedMessage> Read(IReadOnlyList<Delivery> deliveries) => database.Read(session =>
    {
        var messages = new List<QueuedMessage>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            using var reader = session.Query(
                "SELECT body, message_id, content_type, properties, enqueued FROM messages WHERE number = ?1",
                delivery.SequenceNumber);
            reader.Read();
            messages.Add(new QueuedMessage(
                (byte[])reader[0],
                Text(reader, 1),
                Text(reader, 2),
                Properties.Read(Text(reader, 3)),
                Instant.FromUnixTimeTicks(reader.GetInt64(4))));
        }

        return messages;
    });

    public Task RemoveAsync(long number) => database.WriteAsync(session =>
        session.Execute("DELETE FROM messages WHERE number = ?1", number));

    public Task CountFailureAsync(long number) => database.WriteAsync(session =>
        session.Execute("UPDATE messages SET failures = failures + 1 WHERE number = ?1", number));

    public Task MoveToDeadLettersAsync(long number, string reason, string description, int deliveryCount, Instant now) =>
        database.WriteAsync(session =>
        {
            session.Execute(
                """
                INSERT INTO dead_letters
                SELECT number, body, message_id, content_type, properties, enqueued, ?2, ?3, ?4, ?5 FROM messages WHERE number = ?1
                """,
                number,
                reason,
                description,
                deliveryCount,
                now.ToUnixTimeTicks());
            return session.Execute("DELETE FROM messages WHERE number = ?1", number);
        });

    public int CountDeadLetters() => database.Read(session =>
    {
        using var reader = session.Query("SELECT COUNT(*) FROM dead_letters");
        reader.Read();
        return reader.GetInt32(0);
    });

    /// <summary>The dead letters, in the order in which they were sent; read in pieces, so that a slow caller holds no
    /// connection.</summary>
    public IEnumerable<DeadLetter> ReadDeadLetters()
    {
        long last = 0;
        List<DeadLetter> read;
        do
        {
            read = ReadDeadLetters(last);
            foreach (var letter in read)
            {
                last = letter.Number;
                yield return letter;
            }
        }
        while (read.Count == DeadLettersPerRead);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Puts a dead letter back among the messages as its sender gave it, or with another body, and answers the message's number;
    /// null where there is no such letter, or no longer.</summary>
    public Task<long?> ReplayAsync(long number, byte[]? mended) => database.WriteAsync(session =>
    {
        long? message;
        using (var inserted = session.Query(
            """
            INSERT INTO messages (body, message_id, content_type, properties, enqueued)
            SELECT coalesce(?2, body), message_id, content_type, properties, enqueued FROM dead_letters WHERE number = ?1
            RETURNING number
            """,
            number,
            mended))
        {
            message = inserted.Read() ? inserted.GetInt64(0) : null;
        }

        session.Execute("DELETE FROM dead_letters WHERE number = ?1", number);
        return message;
    });

    private List<DeadLetter> ReadDeadLetters(long after) => database.Read(session =>
    {
        var letters = new List<DeadLetter>();
        using var reader = session.Query(
            """
            SELECT number, body, content_type, reason, description, deliveries, enqueued, dead_at FROM dead_letters
            WHERE number > ?1 ORDER BY number LIMIT ?2
            """,
            after,
            DeadLettersPerRead);
        while (reader.Read())
        {
            letters.Add(new DeadLetter(
                reader.GetInt64(0),
                (byte[])reader[1],
                Text(reader, 2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetInt32(5),
                Instant.FromUnixTimeTicks(reader.GetInt64(6)),
                Instant.FromUnixTimeTicks(reader.GetInt64(7))));
        }

        return letters;
    });

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
