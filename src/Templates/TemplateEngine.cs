using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Loyalty.Templates;

/// <summary>Compiles the templates of one format in one language, whose form is right, and tries them.</summary>
public sealed class TemplateEngine
{
    private readonly IReadOnlyDictionary<string, TemplateSource> parts;
    private readonly IHandlebars engine;

    /// <param name="parts">What templates can use, by name.</param>
    /// <param name="escapes">Whether what is printed is escaped as HTML.</param>
    public TemplateEngine(IReadOnlyDictionary<string, TemplateSource> parts, bool escapes)
    {
        this.parts = parts;
        engine = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = !escapes });
        foreach (var (name, part) in parts)
        {
            engine.RegisterTemplate(name, part.Text);
        }
    }

    /// <summary>The template, once it has been rendered with each of the samples, or what is wrong with it.</summary>
    public (HandlebarsTemplate<object, object>? Template, TemplateError? Error) Compile(
        TemplateSource source, IEnumerable<IReadOnlyDictionary<string, object?>> samples)
    {
        try
        {
            var template = engine.Compile(source.Text);
            foreach (var sample in samples)
            {
                template(sample);
            }

            return (template, null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What the engine itself throws over an odd template may be of any kind.
            return (null, Explain(source, exception.GetBaseException()));
        }
    }

    /// <summary>A name that is not known may be printed by the template itself or by a part that it uses.</summary>
    private TemplateError Explain(TemplateSource source, Exception exception)
    {
        if (exception is HandlebarsUndefinedBindingException { Path: var path } && path.Split('.')[^1] is var name)
        {
            foreach (var place in parts.Values.Prepend(source))
            {
                if (TemplateForm.LineOf(place, name) is { } line)
                {
                    return new(place.File, line, $"{name} is not known here.");
                }
            }
        }

        return new(source.File, null, exception.Message);
    }
}
