using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>Messages that nobody has written.</summary>
internal static class LetterSense
{
    private const string Everybody = "en";

    public static void Look<T>(MessageRules? messages, IReadOnlyDictionary<string, T> letters, Findings findings)
        where T : IReadOnlySet<string>
    {
        foreach (var kind in messages is null ? [] : Sent(messages).Select(kind => kind.Name()))
        {
            if (!letters.TryGetValue(Everybody, out var all) || !all.Contains(kind))
            {
                findings.Error(
                    $"/messages/{kind}", $"There is no letter for it: write templates/{Everybody}/{kind}.html and {kind}.txt, or leave the kind out.");
                continue;
            }

            foreach (var (language, names) in letters.OrderBy(one => one.Key, StringComparer.Ordinal).Where(one => !one.Value.Contains(kind)))
            {
                findings.Warn(
                    $"/messages/{kind}",
                    $"There is no letter for it in {language}, so that members of that language get the one in {Everybody}: write templates/{language}/{kind}.html and {kind}.txt.");
            }
        }
    }

    private static IEnumerable<MessageKind> Sent(MessageRules messages) =>
        from kind in new (MessageKind Kind, bool IsSent)[]
        {
            (MessageKind.Welcome, messages.Welcome),
            (MessageKind.Activation, messages.ActivationAfterDays is not null),
            (MessageKind.TierUpgrade, messages.TierUpgrade),
            (MessageKind.TierExpiring, messages.TierExpiringDaysBefore is not null),
            (MessageKind.ThankYou, messages.ThankYou is not null),
            (MessageKind.WinBack, messages.WinBack is not null),
            (MessageKind.RewardExpiring, messages.RewardExpiringDaysBefore is not null),
            (MessageKind.Birthday, messages.Birthday is not null),
            (MessageKind.AlmostThere, messages.AlmostThere is not null),
        }
        where kind.IsSent
        select kind.Kind;
}
