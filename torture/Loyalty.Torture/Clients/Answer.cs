using System.Text.Json;

namespace Loyalty.Torture.Clients;

/// <summary>A clear answer.</summary>
internal sealed record Answer(int Status, string Text, string? ETag)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public override string ToString() => $"{Status} {Text}";
}
