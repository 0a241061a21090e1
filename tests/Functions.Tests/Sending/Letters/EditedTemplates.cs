using Loyalty.Functions.Sending.Templates;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.Templates;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>A copy of the templates that a test edits.</summary>
internal sealed class EditedTemplates : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public EditedTemplates(params string[] locales)
    {
        foreach (var locale in locales)
        {
            Directory.CreateDirectory(PathOf(locale));
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(SomeLetters.Folder, locale)))
            {
                File.Copy(file, PathOf($"{locale}/{System.IO.Path.GetFileName(file)}"));
            }
        }
    }

    public string Path => folder.Path;

    public string PathOf(string file) => folder.File(file);

    public void Replace(string file, string old, string put)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, put, StringComparison.Ordinal));
    }

    /// <summary>What loading them says is wrong.</summary>
    public IReadOnlyList<string> Errors()
    {
        try
        {
            LetterTemplates.Load(Path);
            return [];
        }
        catch (TemplatesException exception)
        {
            Assert.Equal(string.Join(Environment.NewLine, exception.Errors), exception.Message);
            return [.. exception.Errors.Select(error => error.ToString())];
        }
    }

    public void Dispose() => folder.Dispose();
}
