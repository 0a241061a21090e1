using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>A key that hashes cards, phone numbers, addresses and the numbers of members who were erased.</summary>
public sealed class LookupKeyOptions
{
    /// <summary>32 random bytes, as base64.</summary>
    [RegularExpression("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")]
    [Required]
    public string Secret { get; set; } = "";
}
