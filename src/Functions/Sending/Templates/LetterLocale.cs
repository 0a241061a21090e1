using System.Collections.Immutable;
using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>A language: how it writes dates and money, and the kinds that it has.</summary>
/// <param name="Name">BCP 47.</param>
internal sealed record LetterLocale(string Name, LocaleFormat Format, ImmutableDictionary<MessageKind, LetterTemplate> Letters);
