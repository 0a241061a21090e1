using System.Globalization;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Outreach;

/// <summary>What is told of tiers: a rise, the end of one, and that the next is near.</summary>
internal static class TierMessages
{
    private const int NearEveryMonths = 6;
    private const string First = "first";

    /// <summary>The level last told of, which falls silently with the tier. Where none was told yet, the tier that was held before
    /// the kind came into force.</summary>
    public static string? Told(ProgramVersions versions, History history, Standing standing, string? told)
    {
        if (standing.Version.Program.Messages is not { TierUpgrade: true })
        {
            return null;
        }

        var levels = standing.Version.Program.Tiers.Levels;
        var place = told is null ? Before(versions, history, standing) : PlaceOf(told, standing.Version.Program.Tiers);
        return levels[Math.Min(place ?? standing.TierIndex, standing.TierIndex)].Id;
    }

    public static IEnumerable<Candidate> Upgrade(Situation s)
    {
        if (s.State.ToldLevel is { } told && PlaceOf(told, s.Program.Tiers) < s.Standing.TierIndex)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{s.Standing.Tier.Id}:{s.State.ToldRises + 1}");
            yield return new(new(MessageKind.TierUpgrade, id), s.Now);
        }
    }

    public static IEnumerable<Candidate> Expiring(Situation s)
    {
        if (s.Rules.TierExpiringDaysBefore is { } days
            && s.Standing.TierUntil is { } until
            && !s.State.TierEndsTold.Contains(new TierEnd(s.Standing.Tier.Id, until)))
        {
            yield return new(
                new(MessageKind.TierExpiring, $"{s.Standing.Tier.Id}:{LocalDatePattern.Iso.Format(until)}"),
                s.Nine(until.PlusDays(-days)),
                MemberTime.StartOf(until, s.Versions.Newest.Zone));
        }
    }

    public static IEnumerable<Candidate> AlmostThere(Situation s)
    {
        if (s.Rules.AlmostThere is { } rules && Progress.ToNext(s.Standing) is { } next && next.IsWithin(rules.WithinPercent))
        {
            // Known by when it was told before, so that it is one occasion for as long as it waits.
            var before = s.State.NearTold.TryGetValue(next.Level.Id, out var told) ? told : (LocalDate?)null;
            var again = before?.PlusMonths(NearEveryMonths) is { } date ? MemberTime.StartOf(date, s.Versions.Newest.Zone) : s.Now;
            var id = $"{next.Level.Id}:{(before is { } last ? LocalDatePattern.Iso.Format(last) : First)}";
            yield return new(new(MessageKind.AlmostThere, id), Instant.Max(again, s.Now))
            {
                HoldoutPercent = rules.HoldoutPercent,
            };
        }
    }

    /// <summary>The state once one of these was told.</summary>
    public static OutreachState Tell(OutreachState state, Occasion occasion, LocalDate today)
    {
        var colon = occasion.Id.LastIndexOf(':');
        var level = occasion.Id[..colon];
        return occasion.Kind switch
        {
            MessageKind.TierUpgrade => state with { ToldLevel = level, ToldRises = state.ToldRises + 1 },
            MessageKind.TierExpiring => state with
            {
                TierEndsTold = state.TierEndsTold.Add(new(level, LocalDatePattern.Iso.Parse(occasion.Id[(colon + 1)..]).Value)),
            },
            _ => state with { NearTold = state.NearTold.SetItem(level, today) },
        };
    }

    private static int? PlaceOf(string id, TierRules tiers)
    {
        for (var place = 0; place < tiers.Levels.Length; place++)
        {
            if (tiers.Levels[place].Id == id)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>The tier on the day before the kind came into force without a break, as a place among today's levels.</summary>
    private static int Before(ProgramVersions versions, History history, Standing standing)
    {
        var now = versions.IndexOn(standing.Date);
        var first = now;
        while (first > 0 && versions.Rules[first - 1].Version.Program.Messages is { TierUpgrade: true })
        {
            first--;
        }

        if (first == 0)
        {
            return 0;
        }

        var before = Standing.Evaluate(versions, history, versions.Rules[first].Version.From.PlusDays(-1));
        return versions.Levels(versions.IndexOn(before.Date), now)[before.TierIndex];
    }
}
