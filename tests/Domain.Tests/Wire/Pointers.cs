using System.Text;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>Parses text, and says only where it is wrong.</summary>
internal static class Pointers
{
    public static Parsed<PurchaseEvent> Event(string json, Instant? receivedAt = null) =>
        EventJson.Parse(Encoding.UTF8.GetBytes(json), "EUR", receivedAt);

    /// <summary>The pointers of the errors, with spaces between; empty where there are none.</summary>
    public static string Of<T>(Parsed<T> parsed) => parsed switch
    {
        Parsed<T>.Bad(var errors) => string.Join(' ', errors.Select(error => error.Pointer.Length == 0 ? "(root)" : error.Pointer)),
        _ => "",
    };

    public static T Good<T>(Parsed<T> parsed) => parsed switch
    {
        Parsed<T>.Good(var value) => value,
        Parsed<T>.Bad(var errors) => throw new InvalidOperationException(string.Join(Environment.NewLine, errors)),
        _ => throw new InvalidOperationException(),
    };
}
