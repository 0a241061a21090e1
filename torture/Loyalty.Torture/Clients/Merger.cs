using System.Globalization;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Clients;

/// <summary>Merges numbers of one person, each of which goes on buying.</summary>
internal sealed class Merger(ShopClient shop, Lull lull, IReadOnlyList<string> members, Acknowledged acknowledged, Tally tally, Random random)
{
    private const int MostNumbers = 8;

    public async Task RunAsync(CancellationToken until)
    {
        for (var number = 1; !until.IsCancellationRequested; number++)
        {
            await Task.Delay(random.Next(3_000, 12_000), until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var from = members[random.Next(members.Count)];
            var into = acknowledged.OwnerOf(members[random.Next(members.Count)]);
            if (!until.IsCancellationRequested && acknowledged.OwnerOf(from) == from && from != into && NumbersOf(from) + NumbersOf(into) <= MostNumbers)
            {
                await lull.WorkAsync(() => MergeAsync(string.Create(CultureInfo.InvariantCulture, $"merge-{number}"), from, into));
            }
        }
    }

    private int NumbersOf(string member) => members.Count(number => acknowledged.OwnerOf(number) == member);

    private async Task MergeAsync(string id, string from, string into)
    {
        var answer = await shop.PostAsync($"/api/members/{into}/merge", $$"""{"id":"{{id}}","from":"{{from}}"}""");
        tally.Add(answer.IsSuccess ? "merges" : $"merges refused with {answer.Status}");
        if (answer.IsSuccess)
        {
            acknowledged.AddMerge(from, into);
        }
    }
}
