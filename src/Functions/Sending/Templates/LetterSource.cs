using Loyalty.Templates;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>A kind of message in one language, as somebody wrote it.</summary>
internal sealed record LetterSource(TemplateSource Subject, TemplateSource Html, TemplateSource Text);
