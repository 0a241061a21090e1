using System.Globalization;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal;

/// <summary>How much of a list a caller wants at once.</summary>
internal static class PageSize
{
    private const int Most = 200;
    private const int Usual = 50;

    public static int Of(HttpRequest request, List<JsonError> errors)
    {
        var text = request.Query["take"].ToString();
        if (text.Length == 0)
        {
            return Usual;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var take) || take is < 1 or > Most)
        {
            errors.Add(new("/take", $"Expected an integer from 1 to {Most}."));
        }

        return take;
    }
}
