namespace Loyalty.Infrastructure.Tests.Bicep;

/// <summary>An environment as it is deployed; the large one writes from a domain of its own.</summary>
internal sealed record Size(string Name, string EmailDomain)
{
    public static Size Dev { get; } = new("dev", "");

    public static Size Prod { get; } = new("prod", "mail.example.com");

    public override string ToString() => Name;
}
