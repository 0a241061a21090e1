namespace Loyalty.Templates;

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="File">Its path in the folder of templates.</param>
/// <param name="Line">From 1; null where it is the file as a whole.</param>
public sealed record TemplateError(string File, int? Line, string Detail)
{
    public override string ToString() => Line is { } line ? $"{File}({line}): {Detail}" : $"{File}: {Detail}";
}
