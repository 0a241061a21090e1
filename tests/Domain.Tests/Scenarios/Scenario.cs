using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>A program's versions in the order of publishing, the events of one member, and a date.</summary>
internal sealed record Scenario(
    ImmutableArray<(LocalDate From, LoyaltyProgram Program)> Published, ImmutableArray<PurchaseEvent> Events, LocalDate X)
{
    public ProgramVersions Versions =>
        new(Published.Select((version, place) => new ProgramVersion(place + 1, version.From, version.Program)));

    public History History => Ledger.Count(Versions, Events);

    public Standing Standing => Standing.Evaluate(Versions, History, X);

    /// <summary>Also with what the property needs besides.</summary>
    public static Arbitrary<(Scenario Scenario, T More)> AnyWith<T>(
        int mostVersions, Func<Draw, DrawnEvents, Scenario, T> more, int mostEvents = 60) =>
        Arb.ToArbitrary(
            Gen.Choose(0, int.MaxValue).Select(seed =>
            {
                var draw = new Draw(seed);
                var dates = new DrawnDates(draw);
                var published = new DrawnPrograms(draw, dates).Versions(draw.Between(1, mostVersions));
                var events = new DrawnEvents(draw, dates, published[^1].Program);
                var scenario = new Scenario(published, events.Any(draw.OneOf(3, 8, 25, mostEvents)), dates.Late());
                return (scenario, more(draw, events, scenario));
            }),
            drawn => drawn.Item1.Smaller().Select(smaller => (smaller, drawn.Item2)));

    public static Arbitrary<Scenario> Any(int mostVersions = 4, int mostEvents = 60) =>
        Arb.ToArbitrary(
            AnyWith(mostVersions, (_, _, _) => 0, mostEvents).Generator.Select(drawn => drawn.Scenario),
            scenario => scenario.Smaller());

    public override string ToString() => ScenarioJson.Write(this);

    /// <summary>The same with something left out, for a failure to shrink to.</summary>
    public IEnumerable<Scenario> Smaller()
    {
        for (var half = Events.Length / 2; half > 1; half /= 2)
        {
            for (var from = 0; from + half <= Events.Length; from += half)
            {
                yield return this with { Events = Events.RemoveRange(from, half) };
            }
        }

        foreach (var one in Events)
        {
            yield return this with { Events = Events.Remove(one) };
        }

        for (var version = 0; version < Published.Length; version++)
        {
            if (Published.Length > 1)
            {
                yield return this with { Published = Published.RemoveAt(version) };
            }

            var (from, program) = Published[version];
            foreach (var simpler in Simpler(program))
            {
                yield return this with { Published = Published.SetItem(version, (from, simpler)) };
            }
        }
    }

    private static IEnumerable<LoyaltyProgram> Simpler(LoyaltyProgram program)
    {
        foreach (var streak in program.Streaks)
        {
            yield return program with { Streaks = program.Streaks.Remove(streak) };
        }

        foreach (var card in program.Stamps)
        {
            yield return program with { Stamps = program.Stamps.Remove(card) };
        }

        foreach (var closure in program.Closures)
        {
            yield return program with { Closures = program.Closures.Remove(closure) };
        }

        foreach (var level in program.Tiers.Levels.Skip(1))
        {
            yield return program with { Tiers = program.Tiers with { Levels = program.Tiers.Levels.Remove(level) } };
        }

        if (!program.ExcludedCategories.IsEmpty)
        {
            yield return program with { ExcludedCategories = [] };
        }

        if (program.RewardsSince is not null)
        {
            yield return program with { RewardsSince = null };
        }
    }
}
