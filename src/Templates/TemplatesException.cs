using System.Collections.Immutable;

namespace Loyalty.Templates;

/// <summary>The templates are not fit to be used; every mistake with its place.</summary>
public sealed class TemplatesException(ImmutableArray<TemplateError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public ImmutableArray<TemplateError> Errors => errors;
}
