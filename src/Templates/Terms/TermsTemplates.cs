using System.Collections.Immutable;
using HandlebarsDotNet;
using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Templates.Terms;

/// <summary>A program's terms in plain language, from <c>terms.txt</c> in the folder of each language that has one.</summary>
public sealed class TermsTemplates
{
    /// <summary>The language in which they are always there.</summary>
    public const string DefaultLocale = "en";

    private const string File = "terms.txt";

    private readonly ImmutableDictionary<string, (LocaleFormat Format, HandlebarsTemplate<object, object> Template)> locales;

    private TermsTemplates(ImmutableDictionary<string, (LocaleFormat, HandlebarsTemplate<object, object>)> locales) => this.locales = locales;

    /// <summary>The languages that there are, by BCP 47.</summary>
    public IEnumerable<string> Locales => locales.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads a folder of languages, compiles the templates and tries each with sample programs.</summary>
    /// <exception cref="TemplatesException">Something is wrong or missing.</exception>
    public static TermsTemplates Load(string folder)
    {
        var errors = new List<TemplateError>();
        var locales = ImmutableDictionary.CreateBuilder<string, (LocaleFormat, HandlebarsTemplate<object, object>)>(StringComparer.OrdinalIgnoreCase);
        string[] folders = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : [];
        foreach (var path in folders)
        {
            if (Read(new LocaleFolder(path, errors), errors) is { } read)
            {
                locales.Add(Path.GetFileName(path), read);
            }
        }

        if (errors.Count == 0 && !locales.ContainsKey(DefaultLocale))
        {
            errors.Add(new($"{DefaultLocale}/{File}", null, $"Is missing in {folder}: the language that the terms are always there in."));
        }

        return errors.Count == 0 ? new(locales.ToImmutable()) : throw new TemplatesException([.. errors]);
    }

    /// <summary>The terms, a heading, item or paragraph a line.</summary>
    /// <param name="since">From which date the program is in force; null where that is not known.</param>
    public string Write(LoyaltyProgram program, string? locale, LocalDate? since)
    {
        ArgumentNullException.ThrowIfNull(program);
        var (format, template) = Find(locale);
        var lines = template(new TermsModel(program, format).Values(since)).Split('\n').Select(line => line.Trim());
        return string.Join('\n', lines.Where(line => line.Length > 0)) + "\n";
    }

    private (LocaleFormat Format, HandlebarsTemplate<object, object> Template) Find(string? locale) =>
        locale is not null && (locales.TryGetValue(locale, out var found) || locales.TryGetValue(locale.Split('-')[0], out found))
            ? found
            : locales[DefaultLocale];

    private static (LocaleFormat, HandlebarsTemplate<object, object>)? Read(LocaleFolder folder, List<TemplateError> errors)
    {
        var before = errors.Count;
        if (!folder.Has(File) || folder.Read(File) is not { } source || folder.ReadFormat() is not { } format)
        {
            return null;
        }

        folder.CheckForms([], [source]);
        return errors.Count == before && folder.Compile(source, isHtml: false, SamplePrograms.All.Select(sample =>
            new TermsModel(sample, format).Values(new LocalDate(2030, 1, 1)))) is { } template ? (format, template) : null;
    }
}
