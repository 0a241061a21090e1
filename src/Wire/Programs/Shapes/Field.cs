namespace Loyalty.Wire.Programs.Shapes;

/// <summary>A field of an object of the program's document.</summary>
internal sealed record Field(string Name, Shape Shape)
{
    public bool IsRequired { get; init; }

    /// <summary>For whoever edits it.</summary>
    public string? Description { get; init; }

    /// <summary>As JSON; what it says where it is absent.</summary>
    public string? Default { get; init; }

    /// <summary>What it says of its subject, with <c>{0}</c> for its value: <c>needs {0}</c>.</summary>
    public string Says { get; init; } = "";
}
