namespace Loyalty.Functions.Portal;

/// <summary>A key by the hash of its text, with the name that staff gave to it.</summary>
internal sealed record AccessKey(string Name, Scope Scope, byte[] Hash);
