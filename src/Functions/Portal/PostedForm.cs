using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal;

/// <summary>The fields of a form that one of our pages has sent: browsers send UTF-8, and each field once.</summary>
internal sealed class PostedForm
{
    /// <summary>Enough for the longest text with every character escaped.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, StringValues> fields;

    private PostedForm(Dictionary<string, StringValues> fields) => this.fields = fields;

    /// <summary>The form, or null where the body is none that a page of ours has sent.</summary>
    public static PostedForm? Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            || !Utf8.IsValid(body.Span))
        {
            return null;
        }

        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        return fields.Values.All(values => values.Count == 1) ? new(fields) : null;
    }

    /// <summary>The same for a body that is still to be read; null for a longer one, too.</summary>
    public static async Task<PostedForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await Body.ReadAsync(request, MaxBytes, cancellationToken) is { } body ? Read(request, body) : null;

    /// <summary>What was filled in, or nothing.</summary>
    public string this[string name] => fields.GetValueOrDefault(name).ToString();
}
