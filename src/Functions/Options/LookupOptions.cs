using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Options;

/// <summary>How what members are found by is hashed: the section <c>Lookups</c>.</summary>
public sealed class LookupOptions
{
    /// <summary>The first hashes what is written, and all of them find, so that one can follow another.</summary>
    [Required]
    [MinLength(1)]
    [ValidateEnumeratedItems]
    public IList<LookupKeyOptions> Keys { get; set; } = [];
}
