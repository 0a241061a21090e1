namespace Loyalty.Functions.Storage;

/// <summary>The limits of Azure Table Storage, which every implementation enforces, since the emulator does not enforce them
/// all (learn.microsoft.com/azure/storage/tables/scalability-targets). A write past one is a bug and throws
/// <see cref="ArgumentException"/>.</summary>
public static class StoreLimits
{
    public const int OperationsPerCommit = 100;
    public const int BytesPerCommit = 4 * 1024 * 1024;
    public const int BytesPerRow = 1024 * 1024;
    public const int FieldsPerRow = 252;
    public const int BytesPerField = 64 * 1024;
    public const int BytesPerKey = 1024;
    public const int FieldNameLength = 255;

    /// <summary>Throws where a commit is past a limit, or replaces or deletes without an ETag of its own.</summary>
    /// <exception cref="ArgumentException">It is; the message says how.</exception>
    public static void Check(string partition, IReadOnlyList<Write> writes)
    {
        if (writes.Count is 0 or > OperationsPerCommit)
        {
            throw new ArgumentException($"A commit has 1 to {OperationsPerCommit} writes, not {writes.Count}");
        }

        CheckKey(partition);
        var keys = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        var total = 0L;
        foreach (var write in writes)
        {
            CheckKey(write.Key);
            if (!keys.Add(write.Key))
            {
                throw new ArgumentException($"A commit writes a key once, but \"{write.Key}\" twice");
            }

            total += CheckedBytes(partition, write);
        }

        if (total > BytesPerCommit)
        {
            throw new ArgumentException($"A commit has at most {BytesPerCommit} bytes, not {total}");
        }
    }

    /// <summary>Throws where a partition or a row can't be called that. Narrower than Table Storage: printable ASCII without
    /// spaces, so that every store sorts keys alike.</summary>
    /// <exception cref="ArgumentException">It can't.</exception>
    public static void CheckKey(string key)
    {
        if (key.Length is 0 or > BytesPerKey / sizeof(char))
        {
            throw new ArgumentException($"A key has 1 to {BytesPerKey / sizeof(char)} characters");
        }

        foreach (var character in key)
        {
            if (character is <= ' ' or > '~' or '/' or '\\' or '#' or '?')
            {
                throw new ArgumentException($"A key has no U+{(int)character:X4}: \"{key}\"");
            }
        }
    }

    /// <summary>What a write adds to its commit at most, in bytes, for who splits work over several commits.</summary>
    public static long BytesOf(string partition, Write write)
    {
        // A request of a batch has some 700 bytes of headers, and each key up to four times, percent-encoded at worst.
        var bytes = 1024L + (12 * (partition.Length + write.Key.Length));
        foreach (var (name, value) in FieldsOf(write) ?? [])
        {
            // In JSON a byte becomes four thirds of a letter, and a letter up to six (\u0022).
            bytes += 32 + (2 * name.Length) + value switch
            {
                string text => JsonBytes(text),
                byte[] binary => 4 * ((binary.Length + 2) / 3),
                _ => 24,
            };
        }

        return bytes;
    }

    private static long CheckedBytes(string partition, Write write)
    {
        switch (write)
        {
            case Write.Replace { ETag: var etag }:
                CheckETag(etag);
                break;
            case Write.Delete { ETag: { } etag }:
                CheckETag(etag);
                break;
        }

        if (FieldsOf(write) is { } fields)
        {
            CheckFields(partition, write.Key, fields);
        }

        return BytesOf(partition, write);
    }

    // "*" would match any state: Put is there for that, and a delete that is given no ETag.
    private static void CheckETag(string etag)
    {
        if (etag is "" or "*")
        {
            throw new ArgumentException($"A row's own ETag is wanted, not \"{etag}\"");
        }
    }

    private static void CheckFields(string partition, string key, Fields fields)
    {
        if (fields.Count > FieldsPerRow)
        {
            throw new ArgumentException($"A row has at most {FieldsPerRow} fields, but \"{key}\" {fields.Count}");
        }

        // What a row takes by Table Storage's own sums: an overhead, the keys, and for each field its name and value.
        var rowBytes = 4L + (sizeof(char) * (partition.Length + key.Length));
        foreach (var (name, value) in fields)
        {
            CheckName(name);
            var bytes = value switch
            {
                string text => sizeof(char) * (long)text.Length,
                byte[] binary => binary.Length,
                _ => sizeof(long),
            };
            if (bytes > BytesPerField)
            {
                throw new ArgumentException($"A field has at most {BytesPerField} bytes, but {name} of \"{key}\" {bytes}");
            }

            rowBytes += 12 + (sizeof(char) * name.Length) + bytes;
        }

        if (rowBytes > BytesPerRow)
        {
            throw new ArgumentException($"A row has at most {BytesPerRow} bytes, but \"{key}\" {rowBytes}");
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > FieldNameLength || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"A field's name is a letter and up to {FieldNameLength - 1} letters and digits: \"{name}\"");
        }

        if (name is "PartitionKey" or "RowKey" or "Timestamp")
        {
            throw new ArgumentException($"Table Storage has a {name} of its own");
        }
    }

    private static Fields? FieldsOf(Write write) => write switch
    {
        Write.Insert insert => insert.Fields,
        Write.Replace replace => replace.Fields,
        Write.Put put => put.Fields,
        _ => null,
    };

    private static long JsonBytes(string text)
    {
        var bytes = 0L;
        foreach (var character in text)
        {
            bytes += char.IsAsciiLetterOrDigit(character) ? 1 : 6;
        }

        return bytes;
    }
}
