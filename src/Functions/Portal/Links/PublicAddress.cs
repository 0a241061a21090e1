namespace Loyalty.Functions.Portal.Links;

/// <summary>Where customers reach this host from their own machines. A host may not know before it listens.</summary>
public sealed class PublicAddress(Func<Uri> find)
{
    /// <summary>An address that links can begin with, or null.</summary>
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? address
            : null;

    /// <summary>The address of a page under it.</summary>
    public Uri Of(string path) => new($"{find().AbsoluteUri.TrimEnd('/')}/{path}");
}
