using System.Collections.Immutable;
using Loyalty.Templates;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>A language: how it writes dates and money, and the letters that it has, by name.</summary>
/// <param name="Name">BCP 47.</param>
internal sealed record LetterLocale(string Name, LocaleFormat Format, ImmutableDictionary<string, LetterTemplate> Letters);
