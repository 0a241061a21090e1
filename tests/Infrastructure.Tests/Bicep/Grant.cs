namespace Loyalty.Infrastructure.Tests.Bicep;

/// <summary>Who may do what on what.</summary>
/// <param name="Who">The name of an identity, or an object id.</param>
/// <param name="Role">The name of a role.</param>
/// <param name="On">A resource, from its provider on.</param>
internal sealed record Grant(string Who, string Role, string On)
{
    public override string ToString() => $"{Who} has {Role} on {On}";
}
