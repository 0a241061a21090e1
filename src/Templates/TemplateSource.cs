namespace Loyalty.Templates;

/// <summary>A template as somebody wrote it.</summary>
/// <param name="File">Its path in the folder of templates.</param>
/// <param name="FirstLine">The line of the file that it begins on.</param>
public sealed record TemplateSource(string File, string Text, int FirstLine = 1)
{
    /// <summary>The line of the file that a place in the text is on.</summary>
    public int LineAt(int index) => FirstLine + Text.AsSpan(0, index).Count('\n');
}
