using Loyalty.Domain.Programs;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Tiers of every kind, and levels as a later version may have them.</summary>
internal sealed class DrawnTiers(Draw draw)
{
    public TierRules Any()
    {
        TierWindow window = draw.Between(0, 4) switch
        {
            0 => new TierWindow.CalendarYear(),
            1 => new TierWindow.Lifetime(),
            _ => new TierWindow.Rolling(draw.OneOf(1, 1, 2, 3, 6, 12, 13, 120)),
        };
        return new TierRules
        {
            Window = window,
            KeepMonths = window is TierWindow.Rolling ? draw.OneOf(1, 1, 2, 3, 12, 120) : 0,
            SoftLanding = draw.Chance(50),
            Levels = [First("base"), .. Enumerable.Range(1, draw.Between(0, 4)).Select(Later)],
        };
    }

    /// <summary>The same levels renamed, reordered, without some, or with other thresholds.</summary>
    public TierRules Changed(TierRules tiers) => draw.Between(0, 5) switch
    {
        0 => tiers with { Levels = [tiers.Levels[0], .. draw.Shuffled(tiers.Levels.Skip(1))] },
        1 => tiers with { Levels = [.. tiers.Levels.Where((_, place) => place == 0 || draw.Chance(60))] },
        2 => tiers with { Levels = [.. tiers.Levels.Select(level => draw.Chance(60) ? level : level with { Id = $"n{level.Id}" })] },
        3 => tiers with
        {
            Levels = [.. tiers.Levels.Select((level, place) => place == 0 ? level : Later(place) with { Id = level.Id })],
        },
        // The second level becomes the first.
        4 when tiers.Levels.Length > 1 => tiers with { Levels = [First(tiers.Levels[1].Id), .. tiers.Levels.Skip(2)] },
        _ => Any(),
    };

    private static Level First(string id) => Some.Level(id);

    private Level Later(int place)
    {
        // Mostly the higher the dearer, but nothing demands it.
        var threshold = draw.Chance(85) ? place : draw.Between(1, 4);
        var kind = draw.Between(0, 2);
        return Some.Level($"l{place}") with
        {
            Spend = kind == 0 ? null : threshold * draw.OneOf(50, 100, 100, 150, 300),
            Visits = kind == 1 ? null : threshold * draw.OneOf(1, 1, 2, 3),
            RequiresAll = draw.Chance(40),
            Reward = draw.Chance(70) ? draw.OneOf(DrawnPrograms.RewardIds) : null,
            RepeatMonths = draw.Chance(60) ? draw.OneOf(1, 1, 2, 3, 6, 12, 1200) : null,
        };
    }
}
