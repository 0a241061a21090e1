using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Templates;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>The templates of all kinds and languages, compiled once.</summary>
public sealed class LetterTemplates
{
    /// <summary>The language that has every kind, for members of whose language there is none.</summary>
    public const string DefaultLocale = "en";

    private readonly ImmutableDictionary<string, LetterLocale> locales;

    private LetterTemplates(IEnumerable<LetterLocale> locales) =>
        this.locales = locales.ToImmutableDictionary(locale => locale.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a folder of languages, each a folder with <c>locale.json</c>, <c>layout.html</c> and, for each kind,
    /// <c>KIND.html</c> and <c>KIND.txt</c>, whose first line is the subject; <c>code</c>, for one-time codes, beside the kinds. Each is tried with sample values.</summary>
    /// <exception cref="TemplatesException">Something is wrong or missing.</exception>
    public static LetterTemplates Load(string folder)
    {
        var errors = new List<TemplateError>();
        string[] folders = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : [];
        if (!folders.Any(path => Path.GetFileName(path) == DefaultLocale))
        {
            errors.Add(new(DefaultLocale, null, $"Is missing in {folder}: the language that every kind is there in."));
        }

        var locales = folders.Select(path => LocaleReader.Read(path, errors)).ToList();
        return errors.Count == 0 ? new(locales.OfType<LetterLocale>()) : throw new TemplatesException([.. errors]);
    }

    /// <summary>The kind in the member's language, in the language without its region, or in English.</summary>
    internal (LetterLocale Locale, LetterTemplate Template) Find(MessageKind kind, string? locale) => Find(kind.Name(), locale);

    /// <summary>The same for a letter by its <see cref="LetterName"/>.</summary>
    internal (LetterLocale Locale, LetterTemplate Template) Find(string letter, string? locale)
    {
        foreach (var found in Locales(locale))
        {
            if (found.Letters.TryGetValue(letter, out var template))
            {
                return (found, template);
            }
        }

        throw new InvalidOperationException($"There is no template for {letter}.");
    }

    /// <summary>The names of the letters that each language has.</summary>
    public IReadOnlyDictionary<string, ImmutableHashSet<string>> Letters =>
        locales.ToImmutableDictionary(locale => locale.Key, locale => locale.Value.Letters.Keys.ToImmutableHashSet());

    /// <summary>How a language writes dates and money; as English does where it is not there.</summary>
    internal LocaleFormat Format(string? locale) => Locales(locale).First().Format;

    private IEnumerable<LetterLocale> Locales(string? locale)
    {
        foreach (var name in new[] { locale, locale?.Split('-')[0], DefaultLocale })
        {
            if (name is not null && locales.TryGetValue(name, out var found))
            {
                yield return found;
            }
        }
    }
}
