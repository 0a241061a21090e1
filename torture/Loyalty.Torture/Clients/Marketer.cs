using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Clients;

/// <summary>Publishes a new version of the program now and then, from today or a later day.</summary>
internal sealed class Marketer(ShopClient shop, Acknowledged acknowledged, Tally tally, Random random)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    private int published = 1;

    public async Task RunAsync(CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(random.Next(4_000, 20_000), until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!until.IsCancellationRequested)
            {
                await PublishAsync();
            }
        }
    }

    // A lost answer is no answer: whether it was published is seen where the newest version has its name.
    private async Task PublishAsync()
    {
        var number = ++published;
        var document = ShopProgram.Draw(number, random);
        var from = (await shop.NowAsync()).InZone(Zone).Date.PlusDays(random.Next(4));
        while (true)
        {
            var current = await shop.GetAsync("/api/program");
            if (current.Json.GetProperty("name").GetString() == ShopProgram.Name(number))
            {
                break;
            }

            var answer = await shop.PutAsync($"/api/program?from={LocalDatePattern.Iso.Format(from)}", document, current.ETag);
            if (answer.Status == 412)
            {
                continue;
            }

            if (answer.Status == 201)
            {
                break;
            }

            // The day may have ended while it was asked.
            tally.Add("versions refused");
            if (answer.Status != 400)
            {
                acknowledged.Findings.Enqueue($"A good version was answered with {answer}");
            }

            return;
        }

        acknowledged.AddVersion(document, from);
        tally.Add("versions published");
    }
}
