using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Functions.Receiving;

/// <summary>Why a message is set aside where staff can see it. There are no other reasons.</summary>
internal sealed record DeadLetter(string Reason, string Description)
{
    /// <summary>The most that Service Bus takes.</summary>
    private const int MaxDescription = 4096;

    public static DeadLetter IdReused { get; } = new(
        "IdReused", "Another event of the member has this id; the first one counts. Send this one with an id of its own.");

    public static DeadLetter MemberFull { get; } = new(
        "MemberFull",
        "The member has more purchases, or more refunds that wait for their purchase, than one member may have.");

    public static DeadLetter InvalidPurchase(ImmutableArray<JsonError> errors) => Of("InvalidPurchase", errors);

    public static DeadLetter InvalidReport(ImmutableArray<JsonError> errors) => Of("InvalidReport", errors);

    /// <summary>The list of errors as JSON, as far as it fits.</summary>
    private static DeadLetter Of(string reason, ImmutableArray<JsonError> errors)
    {
        for (var fitting = errors.Length; fitting > 0; fitting /= 2)
        {
            if (Json(errors[..fitting]) is { Length: <= MaxDescription } description)
            {
                return new(reason, description);
            }
        }

        // Names nested deep make a pointer that is longer by itself.
        return new(reason, Json([errors[0] with { Pointer = "" }]));
    }

    private static string Json(ImmutableArray<JsonError> errors) => JsonSerializer.Serialize(errors, JsonSerializerOptions.Web);
}
