using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Options;

/// <summary>Who may call: the section <c>Keys</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>Several of a scope, so that one can follow another without a gap.</summary>
    [Required]
    [MinLength(1)]
    [ValidateEnumeratedItems]
    public IList<ApiKeyOptions> Keys { get; set; } = [];
}
