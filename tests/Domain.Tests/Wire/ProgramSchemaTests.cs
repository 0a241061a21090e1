using System.Text;
using System.Text.Json.Nodes;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>The schema for editors and the parser know the same fields.</summary>
public sealed class ProgramSchemaTests
{
    // Where objects are in a program, and where the schema describes them.
    [Theory]
    [InlineData("", "")]
    [InlineData("/stores/s", "/properties/stores/additionalProperties")]
    [InlineData("/closures/0", "/properties/closures/items/oneOf/2")]
    [InlineData("/earn", "/properties/earn")]
    [InlineData("/visit", "/properties/visit")]
    [InlineData("/tiers", "/properties/tiers")]
    [InlineData("/tiers/window", "/properties/tiers/properties/window")]
    [InlineData("/tiers/keep", "/properties/tiers/properties/keep")]
    [InlineData("/tiers/levels/0", "/$defs/level")]
    [InlineData("/tiers/levels/0/repeat", "/$defs/level/properties/repeat")]
    [InlineData("/streaks/0", "/$defs/streak")]
    [InlineData("/streaks/0/milestones/0", "/$defs/streak/properties/milestones/items")]
    [InlineData("/stamps/0", "/$defs/stamp")]
    [InlineData("/rewards/r", "/$defs/reward")]
    [InlineData("/rewards/r/validFor", "/$defs/reward/properties/validFor")]
    [InlineData("/rewards/r/issueAfter", "/$defs/reward/properties/issueAfter")]
    [InlineData("/messages", "/$defs/messages")]
    [InlineData("/messages/quietHours", "/$defs/messages/properties/quietHours")]
    [InlineData("/messages/cap", "/$defs/messages/properties/cap")]
    [InlineData("/messages/activation", "/$defs/messages/properties/activation")]
    [InlineData("/messages/tierExpiring", "/$defs/messages/properties/tierExpiring")]
    [InlineData("/messages/thankYou", "/$defs/messages/properties/thankYou")]
    [InlineData("/messages/thankYou/after", "/$defs/messages/properties/thankYou/properties/after")]
    [InlineData("/messages/thankYou/when", "/$defs/messages/properties/thankYou/properties/when")]
    [InlineData("/messages/thankYou/atMostEvery", "/$defs/messages/properties/thankYou/properties/atMostEvery")]
    [InlineData("/messages/winBack", "/$defs/messages/properties/winBack")]
    [InlineData("/messages/winBack/steps/0", "/$defs/messages/properties/winBack/properties/steps/items")]
    [InlineData("/messages/rewardExpiring", "/$defs/messages/properties/rewardExpiring")]
    [InlineData("/messages/birthday", "/$defs/messages/properties/birthday")]
    [InlineData("/messages/almostThere", "/$defs/messages/properties/almostThere")]
    [InlineData("/refunds", "/properties/refunds")]
    [InlineData("/retention", "/properties/retention")]
    [InlineData("/onPublish", "/properties/onPublish")]
    public void The_schema_has_the_fields_that_the_parser_knows(string place, string schema)
    {
        const string Unknown = "Is an unknown field; here are known: ";
        const string EveryObject = """
            { "?": 1, "stores": { "s": { "?": 1 } }, "closures": [ { "?": 1 } ], "earn": { "?": 1 }, "visit": { "?": 1 },
              "tiers": { "?": 1, "window": { "?": 1 }, "keep": { "?": 1 }, "levels": [ { "?": 1, "repeat": { "?": 1 } } ] },
              "streaks": [ { "?": 1, "milestones": [ { "?": 1 } ] } ], "stamps": [ { "?": 1 } ],
              "rewards": { "r": { "?": 1, "validFor": { "?": 1 }, "issueAfter": { "?": 1 } } },
              "messages": { "?": 1, "quietHours": { "?": 1 }, "cap": { "?": 1 }, "activation": { "?": 1 }, "tierExpiring": { "?": 1 },
                "thankYou": { "?": 1, "after": { "?": 1 }, "when": { "?": 1 }, "atMostEvery": { "?": 1 } },
                "winBack": { "?": 1, "steps": [ { "?": 1 } ] }, "rewardExpiring": { "?": 1 }, "birthday": { "?": 1 }, "almostThere": { "?": 1 } },
              "refunds": { "?": 1 }, "retention": { "?": 1 }, "onPublish": { "?": 1 } }
            """;
        var bad = Assert.IsType<Parsed<LoyaltyProgram>.Bad>(ProgramJson.Parse(Encoding.UTF8.GetBytes(EveryObject)));
        var unknown = bad.Errors.Where(error => error.Detail.StartsWith(Unknown, StringComparison.Ordinal)).ToArray();
        Assert.Equal(EveryObject.Split('?').Length - 1, unknown.Length);

        var known = unknown.Single(error => error.Pointer == $"{place}/?").Detail[Unknown.Length..^1].Split(", ");

        var described = At(schema)["properties"]!.AsObject().Select(property => property.Key);
        Assert.Equal(known.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.False(At(schema)["additionalProperties"]!.GetValue<bool>());
    }

    private static JsonNode At(string pointer)
    {
        var node = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "program.schema.json")))!;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            node = node is JsonArray array ? array[int.Parse(step)]! : node[step]!;
        }

        return node;
    }
}
