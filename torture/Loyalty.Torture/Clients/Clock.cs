using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Clients;

/// <summary>Moves the shop's clock on, hours at a time, with all timers on the way.</summary>
/// <param name="lullPercent">How often tills have nothing to post meanwhile; else the queue may be long in becoming empty.</param>
internal sealed class Clock(ShopClient shop, Lull lull, int lullPercent, Acknowledged acknowledged, Tally tally, Random random)
{
    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(random.Next(3_000), CancellationToken.None);
            var to = await shop.NowAsync() + Duration.FromMinutes(random.Next(20, 14 * 60));
            await (random.Next(100) < lullPercent ? lull.DuringAsync(() => MoveAsync(to)) : MoveAsync(to));
        }
    }

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
