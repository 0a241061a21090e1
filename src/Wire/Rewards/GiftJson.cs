using Loyalty.Domain.Values;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Rewards;

/// <summary>A gift by hand, as staff ask for it.</summary>
public static class GiftJson
{
    /// <summary>What a gift may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxReasonLength = 1_000;

    public static Parsed<(EventId Id, string Reward, string Reason)> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A gift", errors);
        if (document is null)
        {
            return new Parsed<(EventId, string, string)>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        var id = EventId.TryParse(root.Field("id").Text());
        if (id is null)
        {
            errors.AddAt("id", "Expected an id of the gift's own: 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit.");
        }

        var reward = root.Field("reward").Text();
        if (!Identifier.IsValid(reward, Identifier.ShortMaxLength))
        {
            errors.AddAt("reward", "Expected the id of a reward of the program.");
        }

        var reason = root.Field("reason").Text();
        if (reason is null || !PlainText.IsPrintable(reason, MaxReasonLength))
        {
            errors.AddAt("reason", $"Expected why it is given, 1 to {MaxReasonLength:N0} printable characters.");
        }

        return errors.Any
            ? new Parsed<(EventId, string, string)>.Bad(errors.ToImmutable())
            : new Parsed<(EventId, string, string)>.Good((id!.Value, reward!, reason!));
    }
}
