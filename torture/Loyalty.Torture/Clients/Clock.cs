using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Clients;

/// <summary>Moves the shop's clock on, with all timers on the way: by hours while nobody brings anything new, and by minutes while
/// everybody does. For between the writes of one event nothing like an hour may pass, as in earnest it never would: the timers then give up
/// on who is not there.</summary>
/// <param name="quietMinutes">The most that it moves while nobody brings anything.</param>
internal sealed class Clock(ShopClient shop, Lull lull, Acknowledged acknowledged, Tally tally, Random random, int quietMinutes)
{
    private const int BusyMinutes = 8;

    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(random.Next(2_000), CancellationToken.None);
            await (random.Next(2) == 0
                ? MoveAsync(random.Next(1, BusyMinutes))
                : lull.DuringAsync(() => MoveAsync(random.Next(BusyMinutes, quietMinutes))));
        }
    }

    private async Task MoveAsync(int minutes) => await MoveAsync(await shop.NowAsync() + Duration.FromMinutes(minutes));

    /// <summary>Until it is there, and everything that is due on the way is done.</summary>
    public async Task MoveAsync(Instant to)
    {
        var answer = await shop.PostAsync("/local/clock", $$"""{"now":"{{InstantPattern.ExtendedIso.Format(to)}}"}""");
        tally.Add("moves of the clock");
        if (!answer.IsSuccess)
        {
            acknowledged.Findings.Enqueue($"The clock was to go to {to}: {answer}");
        }
    }
}
