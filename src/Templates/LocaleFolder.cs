using System.Text.Json;
using HandlebarsDotNet;

namespace Loyalty.Templates;

/// <summary>The folder of one language: how it writes dates and money, and templates. A file whose name begins with <c>_</c> is a part
/// that the others can use. What is wrong is added to the errors.</summary>
public sealed class LocaleFolder
{
    private readonly string folder;
    private readonly List<TemplateError> errors;
    private readonly Dictionary<string, TemplateSource> htmlParts;
    private readonly Dictionary<string, TemplateSource> textParts;
    private readonly Lazy<TemplateEngine> html;
    private readonly Lazy<TemplateEngine> text;

    public LocaleFolder(string folder, List<TemplateError> errors)
    {
        this.folder = folder;
        this.errors = errors;
        Name = Path.GetFileName(folder);
        htmlParts = ReadParts(".html");
        textParts = ReadParts(".txt");
        html = new(() => new(htmlParts, escapes: true));
        text = new(() => new(textParts, escapes: false));
    }

    /// <summary>BCP 47.</summary>
    public string Name { get; }

    public bool Has(string file) => File.Exists(Path.Combine(folder, file));

    /// <summary>A file as somebody wrote it, or null where it is missing.</summary>
    public TemplateSource? Read(string file)
    {
        if (Has(file))
        {
            return new($"{Name}/{file}", File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n"));
        }

        errors.Add(new($"{Name}/{file}", null, "Is missing."));
        return null;
    }

    /// <summary>What <c>locale.json</c> says; null where it is missing or wrong.</summary>
    public LocaleFormat? ReadFormat()
    {
        var source = Read("locale.json");
        try
        {
            return source is null ? null : LocaleFormat.Read(source.Text);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            var line = exception is JsonException { LineNumber: { } number } ? (int?)number + 1 : null;
            errors.Add(new(source!.File, line, exception.Message));
            return null;
        }
    }

    /// <summary>Looks at the form of templates, and of all parts.</summary>
    public void CheckForms(IEnumerable<TemplateSource> htmlSources, IEnumerable<TemplateSource> textSources)
    {
        Check(htmlParts, [.. htmlParts.Values, .. htmlSources]);
        Check(textParts, [.. textParts.Values, .. textSources]);
    }

    /// <summary>A template whose form is right, once it has been tried with each of the samples; null where it is wrong.</summary>
    /// <param name="isHtml">Whether what it prints is escaped.</param>
    public HandlebarsTemplate<object, object>? Compile(
        TemplateSource source, bool isHtml, IEnumerable<IReadOnlyDictionary<string, object?>> samples)
    {
        var (template, error) = (isHtml ? html : text).Value.Compile(source, samples);
        // What is wrong in a part is wrong wherever it is used, and is said once.
        if (error is not null && !errors.Contains(error))
        {
            errors.Add(error);
        }

        return template;
    }

    private Dictionary<string, TemplateSource> ReadParts(string extension) => Directory.EnumerateFiles(folder, "_*" + extension)
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)[1..], path => Read(Path.GetFileName(path))!, StringComparer.Ordinal);

    private void Check(Dictionary<string, TemplateSource> parts, IEnumerable<TemplateSource> sources) =>
        errors.AddRange(sources.Select(source => TemplateForm.Check(source, parts.Keys)).OfType<TemplateError>());
}
