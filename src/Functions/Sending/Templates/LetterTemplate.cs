using HandlebarsDotNet;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>A kind of message in one language, compiled.</summary>
internal sealed record LetterTemplate(
    HandlebarsTemplate<object, object> Subject, HandlebarsTemplate<object, object> Html, HandlebarsTemplate<object, object> Text);
