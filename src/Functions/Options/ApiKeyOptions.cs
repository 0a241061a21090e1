using System.ComponentModel.DataAnnotations;

namespace Loyalty.Functions.Options;

/// <summary>A key, of which only the hash is configured.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>What staff call it.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>"pos" or "staff".</summary>
    [RegularExpression("pos|staff")]
    public string Scope { get; set; } = "";

    /// <summary>SHA-256 of the key's UTF-8 bytes, as 64 hexadecimal digits.</summary>
    [RegularExpression("[0-9a-fA-F]{64}")]
    public string Sha256 { get; set; } = "";
}
