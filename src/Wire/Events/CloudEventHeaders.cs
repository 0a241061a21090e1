namespace Loyalty.Wire.Events;

/// <summary>The headers of a CloudEvent in binary mode: <c>ce-specversion</c>, <c>ce-type</c>, <c>ce-id</c>, <c>ce-source</c>, as
/// they came; null where one is absent.</summary>
public sealed record CloudEventHeaders(string? SpecVersion, string? Type, string? Id, string? Source);
