using System.Collections.Immutable;
using Loyalty.Domain.Outreach;

namespace Loyalty.Domain.Backtests;

/// <summary>
/// Messages by kind that can go within <see cref="Days"/> days from now to members who buy nothing more and use no reward: as
/// things are, and if the draft were published now. Each is looked at by itself, with the consents and the cap as they are; one
/// that is held out is none.
/// </summary>
public sealed record MessageOutlook(
    ImmutableSortedDictionary<MessageKind, long> Current, ImmutableSortedDictionary<MessageKind, long> Draft)
{
    public const int Days = 30;

    public static MessageOutlook None { get; } =
        new(ImmutableSortedDictionary<MessageKind, long>.Empty, ImmutableSortedDictionary<MessageKind, long>.Empty);

    public MessageOutlook Plus(MessageOutlook other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Sum(Current, other.Current), Sum(Draft, other.Draft));
    }

    private static ImmutableSortedDictionary<MessageKind, long> Sum(
        ImmutableSortedDictionary<MessageKind, long> one, ImmutableSortedDictionary<MessageKind, long> more) =>
        one.SetItems(more.Select(kind => KeyValuePair.Create(kind.Key, kind.Value + one.GetValueOrDefault(kind.Key))));
}
