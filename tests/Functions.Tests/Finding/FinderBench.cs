using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Due;
using Loyalty.Functions.Erasing;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Finding;

/// <summary>Members who are found, listed and erased as the product does it, on a clock that the test moves.</summary>
internal sealed class FinderBench(SendingBench bench) : IAsyncDisposable
{
    public const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": {
            "window": { "kind": "rolling", "months": 2 }, "keep": { "months": 2 },
            "levels": [ { "id": "bronze", "name": "Bronze" }, { "id": "silver", "name": "Silver", "spend": 5000 }, { "id": "gold", "name": "Gold", "spend": 20000 } ]
          }
        }
        """;

    private const string Key = "staff-key";

    public SendingBench Shop => bench;

    public static async Task<FinderBench> StartAsync(string program = Program) => new(await SendingBench.StartAsync(
        program,
        "2026-11-22T12:00:00Z",
        new Dictionary<string, string?>
        {
            ["Keys:1:Name"] = "staff",
            ["Keys:1:Scope"] = "staff",
            ["Keys:1:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
            ["RateLimits:StaffPerSecond"] = "0",
        }));

    /// <summary>Lets the time pass and both timers run, the last of it so that what has happened is listed.</summary>
    public async Task SettleAsync()
    {
        bench.Clock.AdvanceMinutes(11);
        await RefreshAsync();
    }

    public async Task RefreshAsync()
    {
        await new RefreshFinder(bench.Get<Sweeps>(), bench.Get<FinderLook>()).RunAsync(new TimerInfo(), CancellationToken.None);
        await new RefreshStaleLines(bench.Get<StaleLines>()).RunAsync(new TimerInfo(), CancellationToken.None);
    }

    /// <summary>The walk of a host that starts now.</summary>
    public Walk NewWalk() => ActivatorUtilities.CreateInstance<Walk>(bench.Get<IServiceProvider>());

    public async Task EraseAsync(string member) =>
        await new DeleteMember(bench.Get<Gate>(), bench.Get<MemberErasure>()).RunAsync(Request(""), member, CancellationToken.None);

    /// <summary>The answer to a query, and its status.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(string query)
    {
        var request = Request(query);
        var result = await new GetMembers(bench.Get<Gate>(), bench.Get<MemberFinder>()).RunAsync(request, CancellationToken.None);
        request.HttpContext.RequestServices = bench.Get<IServiceProvider>();
        var body = new MemoryStream();
        request.HttpContext.Response.Body = body;
        await result.ExecuteAsync(request.HttpContext);
        using var document = JsonDocument.Parse(body.ToArray());
        return (request.HttpContext.Response.StatusCode, document.RootElement.Clone());
    }

    /// <summary>All that a query finds, page by page, a line each.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string query, int take = 200)
    {
        var found = new List<string>();
        string? next = null;
        do
        {
            var (status, page) = await AskAsync($"{query}&take={take}" + (next is null ? "" : $"&after={next}"));
            Assert.True(status == 200, $"{query}: {status} {page}");
            var lines = page.GetProperty("members").EnumerateArray().Select(FinderModel.Line).ToList();
            Assert.InRange(lines.Count, 0, take);
            found.AddRange(lines);
            Assert.NotEqual(next ?? "", page.GetProperty("next").GetString());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return found;
    }

    /// <summary>The ids of those whom a query finds.</summary>
    public async Task<string> IdsAsync(string query) => string.Join(' ', (await FindAsync(query)).Select(line => line.Split(' ')[0]));

    /// <summary>Members as their lines must show them, as of when each was last written.</summary>
    public async Task<IReadOnlyList<FinderModel.Seen>> SeenAsync(IEnumerable<string> members)
    {
        var versions = await bench.Get<PublishedProgram>().VersionsAsync(CancellationToken.None);
        var seen = new List<FinderModel.Seen>();
        foreach (var id in members)
        {
            if (await new MemberReader(bench.Memory).FindAsync(id, CancellationToken.None) is not { } member)
            {
                continue;
            }

            var own = bench.Memory.All(Tables.Finder).Single(row => row.Key == $"member!{id}");
            var asOf = LocalDatePattern.Iso.Parse(own.Fields.Text("asOf")!).Value;
            var standing = Standing.Evaluate(versions, member.History, asOf);
            var today = Standing.Evaluate(versions, member.History, versions.Newest.Today(bench.Now));
            Assert.Equal(today.Tier.Id, standing.Tier.Id);
            Assert.True(today.Spend == standing.Spend || Period.DaysBetween(asOf, today.Date) <= 30, $"{id} is as of {asOf}");
            seen.Add(new(
                id, member.Profile, standing.Tier.Id, standing.LastVisit, standing.Spend, standing.Visits, standing.LifetimeSpend));
        }

        return seen;
    }

    /// <summary>The rows of the finder that name a member.</summary>
    public int RowsOf(string member) => bench.Memory.All(Tables.Finder).Count(row => row.Fields.Text("member") == member);

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static HttpRequest Request(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = $"Bearer {Key}";
        context.Request.QueryString = new QueryString($"?{query}");
        return context.Request;
    }
}
