using FsCheck.Fluent;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

public class StoryTests
{
    private static readonly string[] Members = ["m-1", "m-2", "m-3"];

    [Fact]
    public void Nothing_goes_that_may_not_go_and_nothing_that_waits_is_forgotten() =>
        Property.Holds(300, Story.Any(), story => PlayAsync(story).GetAwaiter().GetResult());

    [Fact]
    public void For_events_that_are_there_before_the_first_timer_neither_their_order_nor_that_of_timers_due_together_matters() =>
        Property.Holds(150, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var program = DrawnMessages.Program(random);
            var events = Events(random).ToArray();
            var inOrder = BecameAsync(program, events, names => names).GetAwaiter().GetResult();
            random.Shuffle(events);
            var shuffled = BecameAsync(program, events, names => names.OrderBy(_ => random.Next())).GetAwaiter().GetResult();

            Assert.Equal(inOrder, shuffled);
        });

    private static async Task PlayAsync(Story story)
    {
        await using var bench = await SendingBench.StartAsync(story.Program, InstantPattern.General.Format(Story.Start));
        await new Witness(bench, story).PlayAsync();
    }

    private static IEnumerable<PurchaseEvent> Events(Random random)
    {
        foreach (var member in Members)
        {
            var purchases = random.Next(1, 12);
            for (var number = 0; number < purchases; number++)
            {
                var at = InstantPattern.ExtendedIso.Format(Story.Start - Duration.FromMinutes(Story.OneOf(random, 0, 30, 5_000, random.Next(80_000))));
                yield return Some.Purchase($"p-{number}", Story.OneOf(random, 50L, 1_000, 5_000, 9_500, 45_000), at, member);
                if (random.Next(4) == 0)
                {
                    yield return Some.Refund($"r-{number}", $"p-{random.Next(purchases)}", Story.OneOf(random, 1L, 5_000, 50_000), at, member);
                }
            }
        }
    }

    /// <summary>What became of messages and rewards in the year after the events.</summary>
    private static async Task<IReadOnlyList<string>> BecameAsync(
        string program, PurchaseEvent[] events, Func<IEnumerable<string>, IEnumerable<string>> order)
    {
        await using var bench = await SendingBench.StartAsync(program, InstantPattern.General.Format(Story.Start));
        bench.Order = order;
        foreach (var member in Members)
        {
            await bench.EnrolAsync(member);
        }

        await bench.CountAsync(events);
        await bench.PassAsync(Duration.FromDays(400));
        return
        [
            .. Members.SelectMany(member =>
                bench.Messages(member)
                    .Select(message => $"{member} {Named(bench, message.Occasion, member)} {message.Status} {message.DecidedAt} {message.SentAt}")
                    .Order(StringComparer.Ordinal)
                    .Concat(bench.Rewards(member).Order(StringComparer.Ordinal).Where(reward => !reward.EndsWith("revoked", StringComparison.Ordinal)))),
        ];
    }

    // A code is drawn; the reward is known by what it is for.
    private static string Named(SendingBench bench, Occasion occasion, string member) => occasion.Kind == MessageKind.RewardExpiring
        ? $"{occasion.Kind} {bench.RewardOf(occasion.Id, member)}"
        : $"{occasion.Kind} {occasion.Id}";
}
