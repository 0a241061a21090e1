namespace Loyalty.Functions.Storage;

/// <summary>The limits of Azure Table Storage, which every implementation enforces, since the emulator does not enforce them
/// all (learn.microsoft.com/azure/storage/tables/scalability-targets). A write past one is a bug and throws
/// <see cref="ArgumentException"/>.</summary>
public static class StoreLimits
{
    public const int OperationsPerCommit = 100;
    public const int BytesPerCommit = 4 * 1024 * 1024;
    public const int BytesPerRow = 1024 * 1024;
    public const int FieldsPerRow = 252;
    public const int BytesPerField = 64 * 1024;
    public const int BytesPerKey = 1024;
    public const int FieldNameLength = 255;
}
