namespace Loyalty.Functions.Storage;

/// <summary>A row as it was read. The ETag is opaque, and never comes again for another state of the row.</summary>
public sealed record Row(string Partition, string Key, Fields Fields, string ETag);
