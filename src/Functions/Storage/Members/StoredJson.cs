using System.Text.Json.Serialization;

namespace Loyalty.Functions.Storage.Members;

/// <summary>What is stored as JSON inside a field.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredRewards))]
internal sealed partial class StoredJson : JsonSerializerContext;
