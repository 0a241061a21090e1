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
    [Required]
    public string Scope { get; set; } = "";

    /// <summary>What the rewards that are given by hand with keys of this name may cost in a calendar month, in minor units of the
    /// rewards' cost; null: anything. A reward of which the program does not say what it costs, costs nothing here.</summary>
    [Range(0, long.MaxValue)]
    public long? GiftsMonth { get; set; }

    /// <summary>SHA-256 of the key's UTF-8 bytes, as 64 hexadecimal digits.</summary>
    [RegularExpression("[0-9a-fA-F]{64}")]
    [Required]
    public string Sha256 { get; set; } = "";
}
