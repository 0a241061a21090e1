using System.Text;
using System.Text.Json;
using Loyalty.Cli;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Backtests;

public sealed class BacktestCallsTests
{
    private static readonly string Published = Encoding.UTF8.GetString(PortalProgram.WithSender.Span);

    private static readonly string Harder = Published.Replace("\"spend\": 10000", "\"spend\": 20000", StringComparison.Ordinal);

    private static readonly string WithWinBack = Published.Replace(
        "\"messages\": {", "\"messages\": { \"winBack\": { \"steps\": [ { \"afterDays\": 45 } ], \"minVisits\": 1 },", StringComparison.Ordinal);

    [Fact]
    public async Task A_draft_is_compared_for_all_members_and_the_result_forgotten_when_it_has_been_told()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.WithSender);
        await bench.BuyAsync(
            Some.Purchase(amount: 15_000, member: "m-1"), Some.Purchase(amount: 25_000, member: "m-2"), Some.Purchase(member: "m-3"));

        var begun = await PostAsync(bench, Harder);
        Assert.Equal(202, (int)begun.StatusCode);
        var path = $"/api/program/backtest/{(await PortalBench.JsonAsync(begun)).GetProperty("id").GetString()}";
        var told = await DoneAsync(bench, path);

        Assert.Equal(("done", 3), (told.GetProperty("status").GetString(), told.GetProperty("members").GetInt32()));
        var down = told.GetProperty("result").GetProperty("down");
        Assert.Equal("""{"members":1,"sample":[{"member":"m-1","from":"silver","to":"bronze","until":"2026-11-22"}],"months":{"2026-11":1}}""", down.GetRawText());
        Assert.Equal(204, (int)(await bench.Staff.DeleteAsync(path, CancellationToken.None)).StatusCode);
        await PortalBench.ProblemAsync(await bench.Staff.GetAsync(path, CancellationToken.None), 404);
        await PortalBench.ProblemAsync(await bench.Staff.DeleteAsync(path, CancellationToken.None), 404);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        await using var bench = await PortalBench.StartAsync();

        Assert.Contains("/tiers", await PortalBench.PointersAsync(await PostAsync(bench, "{}")));
        foreach (var share in new[] { "0", "101", "1.5", "10%", "" })
        {
            Assert.Equal(["/sample"], await PortalBench.PointersAsync(await PostAsync(bench, Harder, $"?sample={share}")));
        }

        await PortalBench.ProblemAsync(await PostAsync(bench, new string(' ', (1024 * 1024) + 1)), 413);
        Assert.Equal(202, (int)(await PostAsync(bench, Harder, "?sample=10")).StatusCode);
        var busy = await PortalBench.ProblemAsync(await PostAsync(bench, Harder), 409);
        Assert.Equal("busy", busy.GetProperty("reason").GetString());
        Assert.Contains(busy.GetProperty("id").GetString()!, busy.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_messages_that_it_names_are_those_that_go_once_the_draft_is_published()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.WithSender);

        // Away for 10, 20, 50 and 100 days, and one for 20 who may not be written to.
        foreach (var (member, at, isReachable) in new[]
        {
            ("m-10", "2026-11-12", true), ("m-20", "2026-11-02", true), ("m-50", "2026-10-03", true), ("m-100", "2026-08-14", true),
            ("m-silent", "2026-11-02", false),
        })
        {
            using var put = await bench.PutAsync(member, $$"""{"email":"{{member}}@example.com"}""");
            if (isReachable)
            {
                using var consent = new StringContent(
                    """{"channel":"email","granted":true,"at":"2026-08-01T09:00:00Z","wording":"News"}""", Encoding.UTF8, "application/json");
                using var granted = await bench.Till.PostAsync($"/api/members/{member}/consent", consent, CancellationToken.None);
            }

            await bench.BuyAsync(Some.Purchase(at: $"{at}T10:00:00Z", member: member));
        }

        var path = $"/api/program/backtest/{(await PortalBench.JsonAsync(await PostAsync(bench, WithWinBack))).GetProperty("id").GetString()}";
        var messages = (await DoneAsync(bench, path)).GetProperty("result").GetProperty("messages");
        await bench.PublishAsync(Encoding.UTF8.GetBytes(WithWinBack));
        await bench.WaitAsync(Duration.FromDays(30));

        Assert.Equal("""{"days":30,"current":{},"draft":{"winBack":2}}""", messages.GetRawText());
        Assert.Equal(2, Directory.GetFiles(bench.Mail, "*.eml").Length);
    }

    [Fact]
    public async Task The_command_line_says_of_a_shop_that_runs_what_it_says_of_its_purchases()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.WithSender);
        var events = Enumerable.Range(0, 40)
            .Select(number => Some.Purchase($"p-{number}", 1_000 * number, member: $"m-{number % 13}"))
            .ToArray();
        await bench.BuyAsync(events);
        var folder = Directory.CreateTempSubdirectory("loyalty-live-").FullName;
        try
        {
            var (program, draft) = (Path.Combine(folder, "program.json"), Path.Combine(folder, "draft.json"));
            await File.WriteAllTextAsync(program, Published, CancellationToken.None);
            await File.WriteAllTextAsync(draft, Harder, CancellationToken.None);
            Environment.SetEnvironmentVariable("LOYALTY_STAFF_KEY", bench.Staff.DefaultRequestHeaders.Authorization!.Parameter);

            var live = Run("--program", draft, "--live", "--url", bench.Staff.BaseAddress!.ToString());
            var file = Run("--program", draft, "--against", program, "--purchases", "-", "--as-of", "2026-11-22");

            Assert.Equal(0, live.ExitStatus);
            Assert.Equal(
                file.Output, live.Output.Replace("""{"days":30,"current":{},"draft":{}}""", "null", StringComparison.Ordinal));
            await PortalBench.ProblemAsync(await PostAsync(bench, "{}"), 400);
            Assert.Equal(202, (int)(await PostAsync(bench, Harder)).StatusCode);
            var refused = Run("--program", draft, "--live", "--url", bench.Staff.BaseAddress!.ToString());
            Assert.Equal((2, ""), (refused.ExitStatus, refused.Output));
            Assert.Contains("409", refused.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        (int ExitStatus, string Output, string Error) Run(params string[] args)
        {
            var lines = string.Join('\n', events.Select(one => Encoding.UTF8.GetString(Wire.Events.EventJson.Write(one, "EUR"))));
            using var output = new MemoryStream();
            using var error = new StringWriter();
            var exitStatus = LoyaltyCommand.Run(["backtest", .. args], () => new MemoryStream(Encoding.UTF8.GetBytes(lines)), output, error);
            return (exitStatus, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(PortalBench bench, string draft, string query = "")
    {
        using var content = new StringContent(draft, Encoding.UTF8, "application/json");
        return await bench.Staff.PostAsync($"/api/program/backtest{query}", content, CancellationToken.None);
    }

    private static async Task<JsonElement> DoneAsync(PortalBench bench, string path)
    {
        while (true)
        {
            using var answer = await bench.Staff.GetAsync(path, CancellationToken.None);
            var job = await PortalBench.JsonAsync(answer);
            if (job.GetProperty("status").GetString() == "done")
            {
                return job;
            }
        }
    }
}
