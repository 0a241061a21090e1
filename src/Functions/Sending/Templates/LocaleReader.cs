using System.Collections.Immutable;
using Loyalty.Templates;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>Reads the letters of one language, looks at the form of all of them, and then compiles and tries them.</summary>
internal sealed class LocaleReader
{
    private const string SubjectPrefix = "Subject: ";

    // The subject stands alone above an empty line.
    private const int TextBegins = 3;

    private readonly LocaleFolder folder;
    private readonly List<TemplateError> errors;

    private LocaleReader(LocaleFolder folder, List<TemplateError> errors)
    {
        this.folder = folder;
        this.errors = errors;
    }

    /// <summary>The language, or null where it has errors, which are added.</summary>
    public static LetterLocale? Read(string path, List<TemplateError> errors)
    {
        var before = errors.Count;
        var folder = new LocaleFolder(path, errors);
        var reader = new LocaleReader(folder, errors);
        var format = folder.ReadFormat();
        var sources = reader.ReadSources();
        if (errors.Count > before)
        {
            return null;
        }

        var letters = reader.Compile(sources);
        return errors.Count > before ? null : new(folder.Name, format!, letters);
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

        folder.CheckForms(
            sources.Select(letter => letter.Source.Html),
            sources.SelectMany(letter => new[] { letter.Source.Subject, letter.Source.Text }));
        return sources;
    }

    private LetterSource? ReadSource(string letter)
    {
        var isOptional = folder.Name != LetterTemplates.DefaultLocale && !folder.Has(letter + ".html") && !folder.Has(letter + ".txt");
        if (isOptional || (folder.Read(letter + ".html"), folder.Read(letter + ".txt")) is not ({ } html, { } text))
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

    private ImmutableDictionary<string, LetterTemplate> Compile(IEnumerable<(string Letter, LetterSource Source)> sources)
    {
        var withSubject = LetterModel.Samples.Select(sample => LetterModel.WithSubject(sample, "Subject")).ToList();
        var letters = ImmutableDictionary.CreateBuilder<string, LetterTemplate>();
        foreach (var (letter, source) in sources)
        {
            var subject = folder.Compile(source.Subject, isHtml: false, LetterModel.Samples);
            var page = folder.Compile(source.Html, isHtml: true, withSubject);
            var body = folder.Compile(source.Text, isHtml: false, withSubject);
            if (subject is not null && page is not null && body is not null)
            {
                letters.Add(letter, new(subject, page, body));
            }
        }

        return letters.ToImmutable();
    }
}
