using Loyalty.Domain.Programs;
using NodaTime.Text;

namespace Loyalty.Templates.Terms;

/// <summary>What the terms can print of messages.</summary>
internal sealed class MessageTerms(LoyaltyProgram program, MessageRules messages, LocaleFormat format)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public IReadOnlyDictionary<string, object?> Values() => TermsModel.Of(
        ("sender", PlainValue.Of(messages.From.Name is { } name ? $"{name} ({messages.From.Address})" : messages.From.Address)),
        ("quiet", messages.QuietHours is { } quiet ? TermsModel.Of(("from", Time.Format(quiet.From)), ("to", Time.Format(quiet.To))) : null),
        ("cap", messages.Cap is { } cap ? TermsModel.Of(("most", Count(cap.Max)), ("days", Count(cap.Days))) : null),
        ("welcome", messages.Welcome),
        ("activation", Maybe(messages.ActivationAfterDays)),
        ("tierUpgrade", messages.TierUpgrade),
        ("tierExpiring", Maybe(messages.TierExpiringDaysBefore)),
        ("thankYou", messages.ThankYou is { } thanks ? ThankYou(thanks) : null),
        ("winBack", messages.WinBack is { } winBack ? WinBack(winBack) : null),
        ("rewardExpiring", Maybe(messages.RewardExpiringDaysBefore)),
        ("birthday", messages.Birthday is { } birthday ? TermsModel.Of(("reward", RewardName(birthday.Reward))) : null),
        ("almostThere", messages.AlmostThere is { } almost
            ? TermsModel.Of(("percent", format.Number(almost.WithinPercent)), ("heldBack", HeldBack(almost.HoldoutPercent)))
            : null));

    private IReadOnlyDictionary<string, object?> ThankYou(ThankYouRules thanks) => TermsModel.Of(
        ("hours", thanks.AfterHours > 0 ? Count(thanks.AfterHours) : null),
        ("first", thanks.FirstPurchase),
        ("visits", Maybe(thanks.EveryVisits)),
        ("spend", thanks.SpendAtLeast is { } spend ? format.Money(spend, program.Currency) : null),
        ("days", Maybe(thanks.AtMostEveryDays)),
        ("asks", thanks.AskFeedback),
        ("heldBack", HeldBack(thanks.HoldoutPercent)));

    private IReadOnlyDictionary<string, object?> WinBack(WinBackRules winBack) => TermsModel.Of(
        ("steps", winBack.Steps.Select(step => TermsModel.Of(("days", Count(step.AfterDays)), ("reward", RewardName(step.Reward)))).ToList()),
        ("rewards", winBack.Steps.Any(step => step.Reward is not null)),
        ("visits", winBack.MinVisits > 1 ? Count(winBack.MinVisits) : null),
        ("heldBack", HeldBack(winBack.HoldoutPercent)));

    private string? HeldBack(int percent) => percent > 0 ? format.Number(percent) : null;

    private string? RewardName(string? id) => id is null ? null : PlainValue.Of(program.Rewards[id].Name);

    private IReadOnlyDictionary<string, object?>? Maybe(int? count) => count is { } some ? Count(some) : null;

    private IReadOnlyDictionary<string, object?> Count(int count) =>
        TermsModel.Of(("n", format.Number(count)), ("one", count == 1));
}
