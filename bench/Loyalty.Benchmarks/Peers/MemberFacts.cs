using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Benchmarks.Peers;

/// <summary>What a rules engine is told of a member: the sums of the windows that end on the member's dates, each as the most that any date
/// has, by how often that date's level has lapsed, and by how many days rewards wait.</summary>
internal static class MemberFacts
{
    public static IReadOnlyDictionary<string, long> Of(ProgramVersions versions, History history, LocalDate today)
    {
        var program = versions.Newest;
        var dates = history.DatesFrom(LocalDate.MinIsoValue)
            .Where(date => date <= today)
            .Select(date => Standing.Evaluate(versions, history, date))
            .ToList();
        var facts = new Dictionary<string, long>();
        for (var lapses = 0; lapses < program.Tiers.Levels.Length; lapses++)
        {
            var held = dates.Where(standing => Lapses(standing.Date, program.Tiers.KeepMonths, today) == lapses).ToList();
            facts[$"spend:{lapses}"] = Most(held, standing => standing.Spend);
            facts[$"visits:{lapses}"] = Most(held, standing => standing.Visits);
        }

        foreach (var days in program.Rewards.Values.Select(reward => reward.IssueAfterDays).Distinct())
        {
            var ripe = dates.Where(standing => standing.Date.PlusDays(days) <= today).ToList();
            facts[$"spend:after:{days}"] = Most(ripe, standing => standing.Spend);
            facts[$"visits:after:{days}"] = Most(ripe, standing => standing.Visits);
            facts[$"stamps:after:{days}"] = Most(ripe, standing => standing.LifetimeVisits);
            for (var streak = 0; streak < program.Streaks.Length; streak++)
            {
                facts[$"streak:{program.Streaks[streak].Id}:after:{days}"] = Most(ripe, standing => standing.Streaks[streak].Best);
            }
        }

        return facts;
    }

    private static int Lapses(LocalDate date, int keepMonths, LocalDate today)
    {
        var lapses = 0;
        while (date.PlusMonths(keepMonths * (lapses + 1)) <= today)
        {
            lapses++;
        }

        return lapses;
    }

    private static long Most(List<Standing> standings, Func<Standing, long> of) => standings.Select(of).DefaultIfEmpty(0).Max();
}
