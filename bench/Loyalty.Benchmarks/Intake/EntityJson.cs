using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Functions.Storage;

namespace Loyalty.Benchmarks.Intake;

/// <summary>A row as Table Storage takes it.</summary>
internal static class EntityJson
{
    /// <summary>The fields, without the braces around them.</summary>
    public static string FieldsOf(Row row)
    {
        var json = new JsonObject();
        foreach (var (name, value) in row.Fields)
        {
            switch (value)
            {
                case byte[] bytes:
                    json.Add(name + "@odata.type", "Edm.Binary");
                    json.Add(name, Convert.ToBase64String(bytes));
                    break;
                case long number:
                    json.Add(name + "@odata.type", "Edm.Int64");
                    json.Add(name, $"{number}");
                    break;
                default:
                    json.Add(name, JsonSerializer.SerializeToNode(value));
                    break;
            }
        }

        return json.ToJsonString()[1..^1];
    }

    public static string Of(string partition, string key, string fields) =>
        $$"""{"PartitionKey":"{{partition}}","RowKey":"{{key}}",{{fields}}}""";
}
