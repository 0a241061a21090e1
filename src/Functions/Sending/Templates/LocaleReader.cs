using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>Reads and tries the templates of one language.</summary>
internal static partial class LocaleReader
{
    private const string SubjectPrefix = "Subject: ";

    /// <summary>The language, or null where it has errors, which are added.</summary>
    public static LetterLocale? Read(string folder, List<TemplateError> errors)
    {
        var name = Path.GetFileName(folder);
        var before = errors.Count;
        var html = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        var text = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = true });
        var format = ReadFormat(folder, name, errors);
        foreach (var partial in Directory.EnumerateFiles(folder, "_*").Order(StringComparer.Ordinal))
        {
            var file = $"{name}/{Path.GetFileName(partial)}";
            if (ReadFile(partial, file, errors) is { } source)
            {
                var engine = Path.GetExtension(partial) == ".html" ? html : text;
                Try(file, source, errors, () => engine.RegisterTemplate(Path.GetFileNameWithoutExtension(partial)[1..], source));
            }
        }

        var letters = ImmutableDictionary.CreateBuilder<string, LetterTemplate>();
        foreach (var stem in LetterName.All)
        {
            if (ReadLetter(folder, name, stem, html, text, errors) is { } letter)
            {
                letters.Add(stem, letter);
            }
        }

        return errors.Count == before ? new(name, format!, letters.ToImmutable()) : null;
    }

    private static LocaleFormat? ReadFormat(string folder, string name, List<TemplateError> errors)
    {
        var file = $"{name}/locale.json";
        try
        {
            return ReadFile(Path.Combine(folder, "locale.json"), file, errors) is { } json ? LocaleFormat.Read(json) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            var line = exception is JsonException { LineNumber: { } number } ? (int?)number + 1 : null;
            errors.Add(new(file, line, exception.Message));
            return null;
        }
    }

    private static LetterTemplate? ReadLetter(
        string folder, string name, string stem, IHandlebars html, IHandlebars text, List<TemplateError> errors)
    {
        var (htmlPath, textPath) = (Path.Combine(folder, stem + ".html"), Path.Combine(folder, stem + ".txt"));
        if (name != LetterTemplates.DefaultLocale && !File.Exists(htmlPath) && !File.Exists(textPath))
        {
            return null;
        }

        var htmlSource = ReadFile(htmlPath, $"{name}/{stem}.html", errors);
        var textSource = ReadFile(textPath, $"{name}/{stem}.txt", errors);
        if (htmlSource is null || textSource is null)
        {
            return null;
        }

        var lines = textSource.Split('\n', 3);
        if (lines.Length < 3 || !lines[0].StartsWith(SubjectPrefix, StringComparison.Ordinal) || lines[1].Trim().Length > 0)
        {
            errors.Add(new($"{name}/{stem}.txt", 1, $"Expected \"{SubjectPrefix}\" and the subject, an empty line, and the text."));
            return null;
        }

        var subject = Compile($"{name}/{stem}.txt", textSource, lines[0][SubjectPrefix.Length..].Trim(), text, errors);
        var body = Compile($"{name}/{stem}.txt", textSource, lines[2], text, errors);
        var page = Compile($"{name}/{stem}.html", htmlSource, htmlSource, html, errors);
        return subject is not null && body is not null && page is not null ? new(subject, page, body) : null;
    }

    /// <summary>The template, once it has been rendered with everything there and with as little as there can be.</summary>
    private static HandlebarsTemplate<object, object>? Compile(
        string file, string whole, string source, IHandlebars engine, List<TemplateError> errors)
    {
        HandlebarsTemplate<object, object>? template = null;
        return Try(file, whole, errors, () =>
        {
            template = engine.Compile(source);
            foreach (var sample in LetterModel.Samples)
            {
                template(sample);
            }
        })
            ? template
            : null;
    }

    private static bool Try(string file, string source, List<TemplateError> errors, Action compile)
    {
        if (Unescaped().Match(source) is { Success: true, Index: var index })
        {
            errors.Add(new(file, LineAt(source, index), "Everything that a template prints is escaped: use {{ }}, not {{{ }}} or {{& }}."));
            return false;
        }

        try
        {
            compile();
            return true;
        }
        catch (HandlebarsUndefinedBindingException exception)
        {
            errors.Add(new(file, LineOf(source, exception.Path), $"{exception.Path} is not known."));
        }
        catch (HandlebarsException exception)
        {
            var line = Place().Match(exception.Message) is { Success: true, Groups: [_, var number, ..] } ? int.Parse(number.Value) : (int?)null;
            errors.Add(new(file, line, exception.Message));
        }

        return false;
    }

    private static string? ReadFile(string path, string file, List<TemplateError> errors)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        }

        errors.Add(new(file, null, "Is missing."));
        return null;
    }

    private static int? LineOf(string source, string? path) =>
        path is not null && source.IndexOf(path, StringComparison.Ordinal) is var index and >= 0 ? LineAt(source, index) : null;

    private static int LineAt(string source, int index) => source.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"\{\{\{|\{\{\s*&")]
    private static partial Regex Unescaped();

    [GeneratedRegex(@"(?:line|Occured at:)\D*(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
