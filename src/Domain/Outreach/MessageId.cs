using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A message, known by member, kind and occasion: whoever decides on it, and however often, gives it this id. It is also
/// the operation id under which it is sent. The default value is no id.</summary>
public readonly record struct MessageId
{
    private readonly Guid value;

    private MessageId(Guid value) => this.value = value;

    public static MessageId Of(MemberId member, Occasion occasion) => Hashed($"{member}\n{occasion.Kind}\n{occasion.Id}");

    /// <summary>Of the letter that brings a one-time code, which is no message of a kind: known by when it was asked for.</summary>
    public static MessageId OfCode(MemberId member, Instant at) => Hashed($"{member}\nCode\n{at.ToUnixTimeTicks()}");

    /// <summary>The id in 32 hexadecimal digits, or with hyphens; null where there is none.</summary>
    public static MessageId? TryParse(string? text) =>
        Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value) ? new(value) : null;

    public static MessageId Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no MessageId.");

    public Guid ToGuid() => value;

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => value.ToString("N");

    private static MessageId Hashed(string name) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true));
}
