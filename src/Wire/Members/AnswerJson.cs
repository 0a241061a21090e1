using System.Text;
using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Members;

/// <summary>What staff answer to a complaint, as JSON: the words, and perhaps a reward of the program's.</summary>
public static class AnswerJson
{
    /// <summary>What an answer may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 64 * 1024;

    public static Parsed<(string Text, string? Reward)> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "An answer", errors);
        if (document is null)
        {
            return new Parsed<(string, string?)>.Bad(errors.ToImmutable());
        }

        var text = Words(document.RootElement.Field("text"), errors);
        var reward = Reward(document.RootElement.Field("reward"), errors);
        return errors.Any
            ? new Parsed<(string, string?)>.Bad(errors.ToImmutable())
            : new Parsed<(string, string?)>.Good((text, reward));
    }

    private static string Words(JsonElement element, JsonErrors errors)
    {
        if (element.Text()?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } text
            && text.EnumerateRunes().All(rune => rune.Value == '\n' || !Rune.IsControl(rune))
            && text.EnumerateRunes().Count() <= Answer.MaxLength)
        {
            return text;
        }

        errors.AddAt("text", $"Expected what the customer is answered, 1 to {Answer.MaxLength:N0} printable characters and line breaks.");
        return "";
    }

    private static string? Reward(JsonElement element, JsonErrors errors)
    {
        if (!element.IsThere())
        {
            return null;
        }

        if (element.Text() is { } id && Identifier.IsValid(id, Identifier.ShortMaxLength))
        {
            return id;
        }

        errors.AddAt("reward", $"Expected the id of a reward of the program; found {element.Found()}.");
        return null;
    }
}
