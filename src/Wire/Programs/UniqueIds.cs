using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The ids of one kind, each of which may be there once.</summary>
internal sealed class UniqueIds(string what)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The <c>id</c> of an object, which must have one that no earlier has.</summary>
    public string Read(JsonFields fields)
    {
        var id = fields.Required("id", ProgramValues.Id, ProgramValues.IdRule, "");
        if (id.Length > 0 && !seen.Add(id))
        {
            fields.Errors.AddAt("id", $"Is the id of an earlier {what} too; give each its own.");
        }

        return id;
    }
}
