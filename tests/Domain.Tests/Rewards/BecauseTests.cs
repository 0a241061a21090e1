using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Tests.Rewards;

public sealed class BecauseTests
{
    private static readonly LoyaltyProgram Program = Some.Program() with
    {
        Streaks =
        [
            new StreakRules
            {
                Id = "weekly",
                Name = "Week after week",
                Period = PeriodKind.Week,
                Visits = 1,
                Milestones = [new Milestone(1, "coffee", true), new Milestone(4, "coffee", true)],
            },
        ],
        Stamps = [new StampRules { Id = "card", Name = "Tenth free", Every = 9, Reward = "coffee" }],
        Rewards = ImmutableSortedDictionary<string, RewardTerms>.Empty.Add("coffee", Some.Reward("coffee")),
    };

    [Theory]
    [InlineData("tier:silver", "silver reached on 2026-11-22")]
    [InlineData("streak:weekly:1", "Week after week: 1 week in a row on 2026-11-22")]
    [InlineData("streak:weekly:4", "Week after week: 4 weeks in a row on 2026-11-22")]
    [InlineData("stamp:card", "Tenth free: 9 stamps on 2026-11-22")]
    [InlineData("winBack:45", "Missed for 45 days on 2026-11-22")]
    [InlineData("birthday:2026", "Birthday on 2026-11-22")]
    [InlineData("gift:7", "A gift on 2026-11-22")]
    [InlineData("other:7", "other:7 on 2026-11-22")]
    public void A_reward_says_why_it_was_given(string key, string because) =>
        Assert.Equal(because, Because.Of(Reward(RewardKey.Stored(key)), new ProgramVersions(Program)));

    [Fact]
    public void The_words_are_those_of_the_version_that_gave_it()
    {
        var later = Program with { Stamps = [Program.Stamps[0] with { Name = "Fifth free", Every = 4 }] };
        var versions = new ProgramVersions(
            [new ProgramVersion(1, LocalDate.MinIsoValue, Program), new ProgramVersion(2, new LocalDate(2026, 12, 1), later)]);

        Assert.Equal("Tenth free: 9 stamps on 2026-11-22", Because.Of(Reward(RewardKey.Stamp("card")), versions));
    }

    private static Reward Reward(RewardKey key) => new()
    {
        Code = RewardCode.Draw(new byte[RewardCode.Entropy]),
        Key = key,
        EarnedOn = new LocalDate(2026, 11, 22),
        TermsId = "coffee",
        Version = 1,
        IssuedAt = Instant.FromUtc(2026, 11, 22, 12, 0),
        ExpiresOn = new LocalDate(2026, 12, 22),
    };
}
