using Loyalty.Functions.Programs;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>Which version a draft was made from, as the request's conditions say: none where it is to be the first.</summary>
internal sealed class PublishCondition
{
    private readonly IList<EntityTagHeaderValue> matches;

    private PublishCondition(IList<EntityTagHeaderValue> matches) => this.matches = matches;

    /// <summary>Null where the request has no condition, or one that cannot be understood.</summary>
    public static PublishCondition? Of(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.IfMatch.Count > 0)
        {
            return EntityTagHeaderValue.TryParseStrictList([.. headers.IfMatch.OfType<string>()], out var matches) ? new(matches) : null;
        }

        return headers.IfNoneMatch.ToString() == "*" ? new([]) : null;
    }

    /// <summary>Whether a draft may follow this version.</summary>
    public bool AllowsAfter(PublishedVersion? newest) => newest is null
        ? matches.Count == 0
        : matches.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || IsOf(tag, newest));

    /// <summary>The number of the latest version that the request names, which need not be there.</summary>
    public int? Named => matches.Max(tag => int.TryParse(tag.Tag.AsSpan().Trim('"').ToString().Split('-')[0], out var number) ? number : (int?)null);

    /// <summary>Whether the request names this version.</summary>
    public bool Names(PublishedVersion version) => matches.Any(tag => IsOf(tag, version));

    private static bool IsOf(EntityTagHeaderValue tag, PublishedVersion version) =>
        tag.Compare(EntityTagHeaderValue.Parse(version.ETag), useStrongComparison: true);
}
