using System.Collections.Immutable;
using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>What templates are called: each kind of message has one, and so have letters that are no messages of a kind.</summary>
internal static class LetterName
{
    /// <summary>The letter that brings a one-time code.</summary>
    public const string Code = "code";

    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<MessageKind>().Select(kind => kind.Name()), Code];
}
