using System.Text.Json;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime.Text;

namespace Loyalty.Wire.Members;

/// <summary>Merging two members, as staff ask for it.</summary>
public static class MergeJson
{
    /// <summary>What a merge may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxReasonLength = 1_000;

    public static Parsed<(MergeId Id, MemberId From, string? Reason)> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A merge", errors);
        if (document is null)
        {
            return new Parsed<(MergeId, MemberId, string?)>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        var id = MergeId.TryParse(root.Field("id").Text());
        if (id is null)
        {
            errors.AddAt("id", "Expected an id of the merge's own: 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit.");
        }

        var from = MemberId.TryParse(root.Field("from").Text());
        if (from is null)
        {
            errors.AddAt("from", "Expected the number of the member who is merged into this one.");
        }

        var reason = root.Field("reason").Text();
        if (root.Field("reason").IsThere() && (reason is null || !PlainText.IsPrintable(reason, MaxReasonLength)))
        {
            errors.AddAt("reason", $"Expected why they are merged, 1 to {MaxReasonLength:N0} printable characters.");
        }

        return errors.Any
            ? new Parsed<(MergeId, MemberId, string?)>.Bad(errors.ToImmutable())
            : new Parsed<(MergeId, MemberId, string?)>.Good((id!.Value, from!.Value, reason));
    }

    /// <summary>A reason as a program reads it.</summary>
    public static string Reason(MergeRefusal why) => JsonNamingPolicy.CamelCase.ConvertName(why.ToString());

    /// <summary>The merges of a member that are not undone, by whom and why.</summary>
    public static void WriteActive(Utf8JsonWriter writer, IEnumerable<MergedNumber> merged)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(merged);
        writer.WriteStartArray("merged"u8);
        foreach (var one in merged.Where(one => !one.IsLeaving))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, one.Id.ToString());
            writer.WriteString("from"u8, one.From.ToString());
            writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(one.At));
            writer.WriteString("by"u8, one.By);
            writer.WriteString("reason"u8, one.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
