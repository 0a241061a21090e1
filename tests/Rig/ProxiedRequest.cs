namespace Loyalty.Rig;

/// <summary>A request on its way through a proxy.</summary>
internal sealed record ProxiedRequest(string Method, string Path, string Body);
