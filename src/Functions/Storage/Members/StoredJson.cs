using System.Text.Json.Serialization;

namespace Loyalty.Functions.Storage.Members;

/// <summary>What is stored as JSON inside a field.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(StoredTimes.InstantConverter), typeof(StoredTimes.DateConverter)])]
[JsonSerializable(typeof(StoredRewards))]
[JsonSerializable(typeof(StoredOutreach))]
[JsonSerializable(typeof(StoredEntry[]))]
[JsonSerializable(typeof(StoredMerge[]))]
[JsonSerializable(typeof(Loyalty.Functions.Members.Reservation[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
