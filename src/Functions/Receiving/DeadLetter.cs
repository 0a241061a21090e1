using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Functions.Receiving;

/// <summary>Why an event is set aside where staff can see it. There are no other reasons.</summary>
internal sealed record DeadLetter(string Reason, string Description)
{
    /// <summary>The most that Service Bus takes.</summary>
    private const int MaxDescription = 4096;

    public static DeadLetter IdReused { get; } = new(
        "IdReused", "Another event of the member has this id; the first one counts. Send this one with an id of its own.");

    public static DeadLetter MemberFull { get; } = new(
        "MemberFull",
        "The member has more purchases, or more refunds that wait for their purchase, than one member may have.");

    /// <summary>The list of errors as JSON, as far as it fits.</summary>
    public static DeadLetter InvalidPurchase(ImmutableArray<JsonError> errors)
    {
        var fitting = errors.Length;
        string description;
        while ((description = JsonSerializer.Serialize(errors.Take(fitting), JsonSerializerOptions.Web)).Length > MaxDescription)
        {
            fitting /= 2;
        }

        return new("InvalidPurchase", description);
    }
}
