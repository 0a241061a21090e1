using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Options;

/// <summary>How links to customers are sealed: the section <c>Links</c>.</summary>
public sealed class LinkOptions : IValidatableObject
{
    /// <summary>The first seals, and all of them open, so that one can follow another while the links of the other still work.
    /// </summary>
    [Required]
    [MinLength(1)]
    [ValidateEnumeratedItems]
    public IList<LinkKeyOptions> Keys { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Keys.GroupBy(key => key.Id, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => new ValidationResult($"Two keys are called {same.Key}; each has an id of its own.", [nameof(Keys)]));
}
