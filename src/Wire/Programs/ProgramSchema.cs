using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Wire.Programs.Shapes;

namespace Loyalty.Wire.Programs;

/// <summary>The JSON Schema of a program, for editors and forms: written from the shape that the reader has, so that the two do not
/// part. What depends on more than a place and its neighbours the reader alone knows.</summary>
public static class ProgramSchema
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document, with a line feed at its end.</summary>
    public static string Text { get; } = Write().ToJsonString(Readable) + "\n";

    private static JsonObject Write()
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A loyalty program",
            ["description"] = "What a marketer edits: tiers, streaks, stamps, rewards and messages. Money is an integer in the currency's minor unit (12.50 is 1250).",
        };
        Add(schema, Of(ProgramShape.Whole, definitions));
        schema["$defs"] = new JsonObject(definitions.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        return schema;
    }

    private static JsonObject Of(Shape shape, SortedDictionary<string, JsonObject> definitions) => shape switch
    {
        // A format that JSON Schema does not know says nothing to those who do not know it, either; forms do.
        Shape.Whole { IsMoney: true } money => new()
        {
            ["type"] = "integer",
            ["format"] = "money",
            ["minimum"] = money.Min,
            ["maximum"] = money.Max,
        },
        Shape.Whole whole => new() { ["type"] = "integer", ["minimum"] = whole.Min, ["maximum"] = whole.Max },
        Shape.Text text => OfText(text),
        Shape.Words words => new() { ["enum"] = new JsonArray([.. words.All.Select(word => (JsonNode)word)]) },
        Shape.Flag => new() { ["type"] = "boolean" },
        Shape.Structure { Definition: { } name } structure => Defined(name, structure, definitions),
        Shape.Structure structure => OfStructure(structure, definitions),
        Shape.List list => OfList(list, definitions),
        Shape.Map map => new()
        {
            ["type"] = "object",
            ["propertyNames"] = OfText(map.Id),
            ["additionalProperties"] = Of(map.Item, definitions),
        },
        Shape.Either either => new() { ["oneOf"] = new JsonArray([.. either.Any.Select(one => Of(one, definitions))]) },
        _ => [],
    };

    private static JsonObject Defined(string name, Shape.Structure structure, SortedDictionary<string, JsonObject> definitions)
    {
        definitions[name] = OfStructure(structure, definitions);
        return new() { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject OfText(Shape.Text text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.Format is not null)
        {
            schema["format"] = text.Format;
        }

        if (text.Pattern is not null)
        {
            schema["pattern"] = text.Pattern;
        }

        if (text.MaxLength is { } most)
        {
            (schema["minLength"], schema["maxLength"]) = (1, most);
        }

        if (!text.Examples.IsEmpty)
        {
            schema["examples"] = new JsonArray([.. text.Examples.Select(example => (JsonNode)example)]);
        }

        return schema;
    }

    private static JsonObject OfStructure(Shape.Structure structure, SortedDictionary<string, JsonObject> definitions)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (structure.Fields.Any(field => field.IsRequired))
        {
            schema["required"] = new JsonArray([.. structure.Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name)]);
        }

        schema["properties"] = new JsonObject(structure.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)OfField(field, definitions))));
        Add(schema, structure.Rules);
        return schema;
    }

    private static JsonObject OfField(Field field, SortedDictionary<string, JsonObject> definitions)
    {
        var schema = new JsonObject();
        if (field.Description is not null)
        {
            schema["description"] = field.Description;
        }

        Add(schema, Of(field.Shape, definitions));
        if (field.Default is not null)
        {
            schema["default"] = JsonNode.Parse(field.Default);
        }

        return schema;
    }

    private static JsonObject OfList(Shape.List list, SortedDictionary<string, JsonObject> definitions)
    {
        var items = Of(list.Item, definitions);
        var schema = new JsonObject { ["type"] = "array" };
        if (list.Min > 0)
        {
            schema["minItems"] = list.Min;
        }

        if (list.Max is { } most)
        {
            schema["maxItems"] = most;
        }

        if (list.Rules is null)
        {
            schema["items"] = items;
        }

        Add(schema, list.Rules);
        return schema;
    }

    private static void Add(JsonObject schema, string? rules) =>
        Add(schema, rules is null ? [] : JsonNode.Parse($"{{{rules}}}")!.AsObject());

    private static void Add(JsonObject schema, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            schema[name] = value?.DeepClone();
        }
    }
}
