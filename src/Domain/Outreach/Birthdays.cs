using System.Globalization;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>The greeting, and the reward, which needs no greeting.</summary>
internal static class Birthdays
{
    private const int KnownBeforeDays = 30;
    private const int LateDays = 30;

    public static IEnumerable<Candidate> Of(Situation s)
    {
        if (s.Rules.Birthday is null || s.Member.Profile.Birthday is not { } birthday)
        {
            yield break;
        }

        for (var year = s.LocalToday.Year; year <= s.LocalToday.Year + 1; year++)
        {
            var day = birthday.Day.InYear(year);
            var until = MemberTime.StartOf(day.PlusDays(1), s.Zone);
            if (until > s.Now && !(s.State.GreetedYear >= year))
            {
                var key = RewardKey.Birthday(year);
                yield return new(new(MessageKind.Birthday, year.ToString(CultureInfo.InvariantCulture)), s.Nine(day), until)
                {
                    Reward = s.Member.Rewards.Open
                        .LastOrDefault(reward => reward.Key == key && reward.StatusAt(s.Now, s.Today) == RewardStatus.Open)?.Code,
                };
                yield break;
            }
        }
    }

    /// <summary>When a reward is to be given or ruled out next; it may be due already.</summary>
    public static (int Year, Instant Due)? NextReward(Situation s)
    {
        if (s.Rules.Birthday?.Reward is null || s.Member.Profile.Birthday is not { } birthday)
        {
            return null;
        }

        for (var year = s.LocalToday.Year - 1; year <= s.LocalToday.Year + 1; year++)
        {
            var day = birthday.Day.InYear(year);
            if (!(s.State.BirthdayRewardYear >= year) && s.Nine(day.PlusDays(LateDays)) > s.Now && day >= Since(s))
            {
                return (year, s.Nine(day));
            }
        }

        return null;
    }

    /// <summary>The reward of a year's birthday; null where the birthday was told too late for it.</summary>
    public static Gift? Reward(Situation s, int year)
    {
        var profile = s.Member.Profile;
        var knownBy = profile.Birthday!.Day.InYear(year).PlusDays(-KnownBeforeDays);
        return profile.BirthdaySince is { } since && since.InZone(s.Zone).Date <= knownBy
            ? new(RewardKey.Birthday(year), s.Program.Rewards[s.Rules.Birthday!.Reward!], s.Standing.Version, WithClaim: false)
            : null;
    }

    /// <summary>The date since which birthdays have been rewarded without a break.</summary>
    private static LocalDate Since(Situation s)
    {
        var first = s.Versions.IndexOn(s.Today);
        while (first > 0 && s.Versions.Rules[first - 1].Version.Program.Messages?.Birthday?.Reward is not null)
        {
            first--;
        }

        return s.Versions.Rules[first].Version.From;
    }
}
