using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The ids of the rewards that a program has, to which its other parts refer.</summary>
internal sealed class RewardReferences
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public RewardReferences(JsonElement? rewards)
    {
        if (rewards is { ValueKind: JsonValueKind.Object } all)
        {
            ids.UnionWith(all.EnumerateObject().Where(reward => reward.Value.IsThere()).Select(reward => reward.TolerantName()));
        }
    }

    /// <summary>The <c>reward</c> of an object, where it has one.</summary>
    public string? Optional(JsonFields fields) => fields.Optional("reward", Read, Rule());

    /// <summary>The <c>reward</c> of an object that must have one.</summary>
    public string Required(JsonFields fields) => fields.Required("reward", Read, Rule(), "");

    private string? Read(JsonElement element) => element.Text() is { } text && ids.Contains(text) ? text : null;

    private static string Rule() => "the id of one of the program's rewards";
}
