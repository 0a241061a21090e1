using System.Net.Mail;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>Whom messages come from: <c>Bean &amp; Leaf &lt;hello@example.com&gt;</c>, or the address alone.</summary>
internal static class SenderText
{
    public const string Rule = "a sender, such as \"Bean & Leaf <hello@example.com>\"";

    private const int MaxLength = 320;

    public static Sender? Read(JsonElement element) =>
        element.Text() is { } text
        && PlainText.IsPrintable(text, MaxLength)
        && MailAddress.TryCreate(text, out var address)
        && address.Address.All(char.IsAscii)
        // The platform's parser is content with one of several, and takes the rest for its name.
        && (text == address.Address || text.EndsWith($"<{address.Address}>", StringComparison.Ordinal))
        && !address.DisplayName.AsSpan().ContainsAny("<>@")
            ? new(address.DisplayName.Length == 0 ? null : address.DisplayName, address.Address)
            : null;
}
