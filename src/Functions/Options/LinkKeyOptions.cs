using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>A key that seals links.</summary>
public sealed class LinkKeyOptions
{
    /// <summary>Stands in the links that it sealed, for all to read.</summary>
    [RegularExpression("[A-Za-z0-9._-]{1,16}")]
    [Required]
    public string Id { get; set; } = "";

    /// <summary>32 random bytes, as base64.</summary>
    [RegularExpression("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")]
    [Required]
    public string Secret { get; set; } = "";
}
