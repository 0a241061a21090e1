using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Loyalty.Functions.Portal;

namespace Loyalty.Functions.Tests.Portal.OpenApi;

/// <summary>The OpenAPI document as the functions carry it, and whether an answer is as it says: no field missing, and none that it does
/// not name.</summary>
internal sealed class ApiDocument
{
    private const string Refs = "#/components/schemas/";

    private readonly Dictionary<string, JsonSchema> schemas = [];
    private readonly Lock building = new();

    private ApiDocument(JsonObject root) => Root = root;

    public static ApiDocument Own { get; } = new(Read());

    public JsonObject Root { get; }

    /// <summary>Each operation, as <c>GET /api/members/{member}</c>.</summary>
    public IEnumerable<(string Method, string Path, JsonObject Operation)> Operations =>
        from path in Root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key != "parameters"
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject());

    /// <summary>The operation that a call is one of; null where there is none.</summary>
    public (string Method, string Path, JsonObject Operation)? Find(string method, string path) => Operations
        .Where(operation => operation.Method == method && Matches(operation.Path, path))
        .Select(operation => ((string, string, JsonObject)?)operation)
        .FirstOrDefault();

    /// <summary>What is wrong with an answer; empty where it is as documented.</summary>
    public string Wrong(JsonObject operation, int status, string? mediaType, string body)
    {
        if (operation["responses"]![$"{status}"] is not { } response)
        {
            return $"{status} is not documented.";
        }

        response = response["$ref"] is { } reference ? Resolve(reference.GetValue<string>()) : response;
        if (response["content"] is null)
        {
            return mediaType is null && body.Length == 0 ? "" : $"{status} with a body is not documented.";
        }

        if (mediaType is null || response["content"]![mediaType] is not { } content)
        {
            return $"{status} with {mediaType ?? "no content type"} is not documented.";
        }

        if (!mediaType.EndsWith("json", StringComparison.Ordinal))
        {
            return "";
        }

        using var json = JsonDocument.Parse(body);
        var results = SchemaOf(content["schema"]!).Evaluate(json.RootElement, new() { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? ""
            : string.Join('\n', (results.Details ?? [])
                .Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}")));
    }

    public JsonNode Resolve(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode)Root, (node, part) => node[part]!);

    private static bool Matches(string template, string path)
    {
        var (parts, given) = (template.Split('/'), path.Split('/'));
        return parts.Length == given.Length
            && parts.Zip(given).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    private JsonSchema SchemaOf(JsonNode schema)
    {
        var text = schema.ToJsonString();
        lock (building)
        {
            if (!schemas.TryGetValue(text, out var built))
            {
                var whole = new JsonObject { ["allOf"] = new JsonArray(Closed(schema.DeepClone())), ["$defs"] = Closed(Root["components"]!["schemas"]!.DeepClone()) };
                built = JsonSchema.FromText(whole.ToJsonString().Replace(Refs, "#/$defs/", StringComparison.Ordinal));
                schemas.Add(text, built);
            }

            return built;
        }
    }

    /// <summary>A caller may be told more one day; a test is told nothing that the document does not know.</summary>
    private static JsonNode Closed(JsonNode node)
    {
        switch (node)
        {
            case JsonObject found:
                foreach (var child in found.Select(property => property.Value).OfType<JsonNode>().ToList())
                {
                    Closed(child);
                }

                if (found["properties"] is JsonObject && !found.ContainsKey("additionalProperties"))
                {
                    found["additionalProperties"] = false;
                }

                break;
            case JsonArray array:
                foreach (var child in array.OfType<JsonNode>())
                {
                    Closed(child);
                }

                break;
        }

        return node;
    }

    private static JsonObject Read()
    {
        using var stream = typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
