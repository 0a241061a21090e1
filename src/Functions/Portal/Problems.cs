using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal;

/// <summary>Every error of the HTTP interface, as RFC 9457 problem details.</summary>
internal static class Problems
{
    public static IResult Unauthorized() =>
        Problem(StatusCodes.Status401Unauthorized, "Send a valid key: Authorization: Bearer KEY.");

    public static IResult Forbidden(Scope needed) =>
        Problem(StatusCodes.Status403Forbidden, $"The key's scope does not allow it; it needs {needed.ToString().ToLowerInvariant()}.");

    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, detail);

    /// <summary>For what would make a member of a number again.</summary>
    public static IResult Erased() => Problem(
        StatusCodes.Status410Gone, "The member of this number was erased. A customer who comes back gets a number of their own.");

    public static IResult TooLarge(string detail) => Problem(StatusCodes.Status413PayloadTooLarge, detail);

    public static IResult UnsupportedMediaType(string detail) => Problem(StatusCodes.Status415UnsupportedMediaType, detail);

    /// <summary>A caller over the rate limit, who may call again after so many seconds.</summary>
    public static IResult TooMany(HttpRequest request, int seconds)
    {
        request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem(StatusCodes.Status429TooManyRequests, "These are more calls than one caller may make. Wait as Retry-After says.");
    }

    public static IResult Unavailable() =>
        Problem(StatusCodes.Status503ServiceUnavailable, "The store or the queue does not answer. Try again.");

    /// <summary>A document with errors.</summary>
    public static IResult Invalid(ImmutableArray<JsonError> errors) =>
        Problem(StatusCodes.Status400BadRequest, "The document is not valid.", new() { ["errors"] = errors });

    public static IResult Invalid(string pointer, string detail) => Invalid([new(pointer, detail)]);

    public static IResult Problem(int status, string detail, Dictionary<string, object?>? extensions = null) =>
        Results.Problem(detail, statusCode: status, extensions: extensions);
}
