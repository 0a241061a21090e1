using Azure;
using Azure.Data.Tables;

namespace Loyalty.Functions.Storage;

/// <summary>Rows and writes as Table Storage's client has them: text as Edm.String, numbers as Edm.Int64, flags as Edm.Boolean,
/// bytes as Edm.Binary.</summary>
internal static class TableRows
{
    // The keys, the timestamp and the ETag come as values too, and are none of the row's own.
    private const int SystemValues = 4;

    public static Row ToRow(TableEntity entity)
    {
        var fields = new Fields(Math.Max(0, entity.Count - SystemValues));
        foreach (var (name, value) in entity)
        {
            if (name is "PartitionKey" or "RowKey" or "Timestamp" || name.StartsWith("odata.", StringComparison.Ordinal))
            {
                continue;
            }

            switch (value)
            {
                case string text:
                    fields.Add(name, text);
                    break;
                case long number:
                    fields.Add(name, number);
                    break;
                case bool flag:
                    fields.Add(name, flag);
                    break;
                case byte[] bytes:
                    fields.Add(name, bytes);
                    break;
                default:
                    throw new InvalidDataException(
                        $"{name} of \"{entity.RowKey}\" in \"{entity.PartitionKey}\" is a {value?.GetType()}, which no field can be");
            }
        }

        return new Row(entity.PartitionKey, entity.RowKey, fields, entity.ETag.ToString());
    }

    public static TableTransactionAction ToAction(string partition, Write write) => write switch
    {
        Write.Insert w => new(TableTransactionActionType.Add, ToEntity(partition, w.Key, w.Fields)),
        Write.Put w => new(TableTransactionActionType.UpsertReplace, ToEntity(partition, w.Key, w.Fields)),
        Write.Replace w => new(TableTransactionActionType.UpdateReplace, ToEntity(partition, w.Key, w.Fields), new ETag(w.ETag)),
        Write.Delete w => new(TableTransactionActionType.Delete, new TableEntity(partition, w.Key), w.ETag is { } etag ? new ETag(etag) : ETag.All),
        _ => throw new InvalidOperationException($"No write is a {write.GetType()}"),
    };

    private static TableEntity ToEntity(string partition, string key, Fields fields)
    {
        var entity = new TableEntity(partition, key);
        foreach (var (name, value) in fields)
        {
            entity.Add(name, value);
        }

        return entity;
    }
}
