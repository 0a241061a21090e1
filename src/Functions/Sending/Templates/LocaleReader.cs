using System.Collections.Immutable;
using System.Text.Json;
using HandlebarsDotNet;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>Reads the templates of one language, looks at the form of all of them, and then compiles and tries them. A file whose
/// name begins with <c>_</c> is a part that the others can use.</summary>
internal sealed class LocaleReader
{
    private const string SubjectPrefix = "Subject: ";

    // The subject stands alone above an empty line.
    private const int TextBegins = 3;

    private readonly string folder;
    private readonly string name;
    private readonly List<TemplateError> errors;
    private readonly Dictionary<string, TemplateSource> htmlParts;
    private readonly Dictionary<string, TemplateSource> textParts;

    private LocaleReader(string folder, List<TemplateError> errors)
    {
        this.folder = folder;
        this.errors = errors;
        name = Path.GetFileName(folder);
        htmlParts = ReadParts(".html");
        textParts = ReadParts(".txt");
    }

    /// <summary>The language, or null where it has errors, which are added.</summary>
    public static LetterLocale? Read(string folder, List<TemplateError> errors)
    {
        var before = errors.Count;
        var reader = new LocaleReader(folder, errors);
        var format = reader.ReadFormat();
        var sources = reader.ReadSources();
        if (errors.Count > before)
        {
            return null;
        }

        var letters = reader.Compile(sources);
        return errors.Count > before ? null : new(reader.name, format!, letters);
    }

    private Dictionary<string, TemplateSource> ReadParts(string extension) => Directory.EnumerateFiles(folder, "_*" + extension)
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)[1..], path => ReadFile(Path.GetFileName(path))!, StringComparer.Ordinal);

    private LocaleFormat? ReadFormat()
    {
        var source = ReadFile("locale.json");
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

    private List<(string Letter, LetterSource Source)> ReadSources()
    {
        var sources = new List<(string Letter, LetterSource Source)>();
        foreach (var letter in LetterName.All)
        {
            if (ReadSource(letter) is { } source)
            {
                sources.Add((letter, source));
            }
        }

        Check(htmlParts, [.. htmlParts.Values, .. sources.Select(letter => letter.Source.Html)]);
        Check(textParts, [.. textParts.Values, .. sources.SelectMany(letter => new[] { letter.Source.Subject, letter.Source.Text })]);
        return sources;
    }

    private LetterSource? ReadSource(string letter)
    {
        var isOptional = name != LetterTemplates.DefaultLocale
            && !File.Exists(Path.Combine(folder, letter + ".html")) && !File.Exists(Path.Combine(folder, letter + ".txt"));
        if (isOptional || (ReadFile(letter + ".html"), ReadFile(letter + ".txt")) is not ({ } html, { } text))
        {
            return null;
        }

        var lines = text.Text.Split('\n', TextBegins);
        if (lines.Length < TextBegins || !lines[0].StartsWith(SubjectPrefix, StringComparison.Ordinal) || lines[1].Trim().Length > 0)
        {
            errors.Add(new(text.File, 1, $"Expected \"{SubjectPrefix}\" and the subject, an empty line, and the text."));
            return null;
        }

        return new(
            text with { Text = lines[0][SubjectPrefix.Length..].Trim() }, html, text with { Text = lines[2], FirstLine = TextBegins });
    }

    private void Check(Dictionary<string, TemplateSource> parts, IEnumerable<TemplateSource> sources) =>
        errors.AddRange(sources.Select(source => TemplateForm.Check(source, parts.Keys)).OfType<TemplateError>());

    private ImmutableDictionary<string, LetterTemplate> Compile(IEnumerable<(string Letter, LetterSource Source)> sources)
    {
        var html = new TemplateEngine(htmlParts, escapes: true);
        var text = new TemplateEngine(textParts, escapes: false);
        var withSubject = LetterModel.Samples.Select(sample => LetterModel.WithSubject(sample, "Subject")).ToList();
        var letters = ImmutableDictionary.CreateBuilder<string, LetterTemplate>();
        foreach (var (letter, source) in sources)
        {
            var subject = Compile(text, source.Subject, LetterModel.Samples);
            var page = Compile(html, source.Html, withSubject);
            var body = Compile(text, source.Text, withSubject);
            if (subject is not null && page is not null && body is not null)
            {
                letters.Add(letter, new(subject, page, body));
            }
        }

        return letters.ToImmutable();
    }

    private HandlebarsTemplate<object, object>? Compile(
        TemplateEngine engine, TemplateSource source, IEnumerable<IReadOnlyDictionary<string, object?>> samples)
    {
        var (template, error) = engine.Compile(source, samples);
        // What is wrong in a part is wrong wherever it is used, and is said once.
        if (error is not null && !errors.Contains(error))
        {
            errors.Add(error);
        }

        return template;
    }

    private TemplateSource? ReadFile(string file)
    {
        var path = Path.Combine(folder, file);
        if (File.Exists(path))
        {
            return new($"{name}/{file}", File.ReadAllText(path).ReplaceLineEndings("\n"));
        }

        errors.Add(new($"{name}/{file}", null, "Is missing."));
        return null;
    }
}
