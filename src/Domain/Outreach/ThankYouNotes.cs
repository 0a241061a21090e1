using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Thanks for a purchase: the first one, one that makes a round number of visits, or a large one.</summary>
internal static class ThankYouNotes
{
    private const string First = "first";
    private const char Separator = ' ';

    /// <summary>How long after it is due a note is too late.</summary>
    public static Duration TooLate { get; } = Duration.FromHours(72);

    public static IEnumerable<Candidate> Of(Situation s)
    {
        if (s.Rules.ThankYou is not { } rules)
        {
            yield break;
        }

        var notBefore = rules.AtMostEveryDays is { } days ? s.State.LastThanked + Duration.FromDays(days) : null;
        var visits = new Dictionary<LocalDate, int?>();
        foreach (var purchase in s.State.Recent)
        {
            var due = purchase.At + Duration.FromHours(rules.AfterHours);
            if (purchase.Thanked || purchase.Left is null || due + TooLate <= s.Now || purchase.Date > s.Today)
            {
                continue;
            }

            var isFirstOfDate = IsFirstOfDate(s, purchase);
            var isFirst = rules.FirstPurchase && !s.State.ThankedFirst && isFirstOfDate && purchase.Date == s.Member.History.FirstDate;
            var multiple = isFirstOfDate ? Multiple(s, rules, purchase.Date, visits) : null;
            var isLarge = rules.SpendAtLeast is { } least && purchase.Left >= least;
            if (isFirst || multiple is not null || isLarge)
            {
                var id = isFirst ? First
                    : multiple is { } number ? string.Create(CultureInfo.InvariantCulture, $"visits:{number}")
                    : $"purchase:{purchase.Id}";
                yield return new(new(MessageKind.ThankYou, id), due, due + TooLate)
                {
                    NotBefore = notBefore,
                    HoldoutPercent = rules.HoldoutPercent,
                    About = string.Create(
                        CultureInfo.InvariantCulture, $"{purchase.Id}{Separator}{(isFirst ? 1 : 0)}{Separator}{multiple ?? 0}"),
                };
            }
        }
    }

    /// <summary>The state once a note has gone: for none of its reasons another one goes.</summary>
    public static OutreachState Thank(OutreachState state, string about, Instant now)
    {
        var parts = about.Split(Separator);
        return state with
        {
            Recent = [.. state.Recent.Select(purchase => purchase.Id.ToString() == parts[0] ? purchase with { Thanked = true } : purchase)],
            ThankedFirst = state.ThankedFirst || parts[1] == "1",
            ThankedVisits = Math.Max(state.ThankedVisits, int.Parse(parts[2], CultureInfo.InvariantCulture)),
            LastThanked = now,
        };
    }

    // They lie in the order of time and id.
    private static bool IsFirstOfDate(Situation s, RecentPurchase purchase) =>
        s.State.Recent.First(other => other.Date == purchase.Date && other.Left is not null) == purchase;

    /// <summary>The number of the date's visit where it is a multiple that was not thanked for.</summary>
    private static int? Multiple(Situation s, ThankYouRules rules, LocalDate date, Dictionary<LocalDate, int?> known)
    {
        if (rules.EveryVisits is not { } every)
        {
            return null;
        }

        if (!known.TryGetValue(date, out var number))
        {
            var upTo = Standing.Evaluate(s.Versions, s.Member.History, date);
            number = upTo.LastVisit == date ? upTo.LifetimeVisits : null;
            known.Add(date, number);
        }

        return number is { } visit && visit % every == 0 && visit > s.State.ThankedVisits ? visit : null;
    }
}
