using Loyalty.Functions.Portal.Links;

namespace Loyalty.Functions.Tests.Portal.Access;

/// <summary>A call, who may make it, and what each caller is told. Its data is nobody's: a member never seen, an object without
/// fields.</summary>
/// <param name="Call">The method and the route, as <c>GET api/health</c>.</param>
internal abstract record AccessRow(string Call)
{
    public string Method => Call[..Call.IndexOf(' ', StringComparison.Ordinal)];

    public string Route => Call[(Method.Length + 1)..];

    /// <summary>For whoever comes.</summary>
    public sealed record Open(string Call, int Everybody) : AccessRow(Call);

    /// <summary>For a key; 403 where its scope is not enough.</summary>
    public sealed record Key(string Call, int Till, int Staff) : AccessRow(Call);

    /// <summary>For the link of a customer.</summary>
    /// <param name="Good">What its customer is told, who brings the link alone, whatever key comes along.</param>
    /// <param name="Fields">Of the form that is sent.</param>
    public sealed record Link(string Call, LinkPurpose Purpose, int Good, params (string Name, string Value)[] Fields) : AccessRow(Call)
    {
        /// <summary>What the customer is told who brings an open session as well; null where it takes none.</summary>
        public int? InSession { get; init; }

        public string PathOf(string token) => "/" + Route.Replace("{token}", token, StringComparison.Ordinal);
    }
}
