using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests;

/// <summary>Does what README.md tells a newcomer to try, with its own commands, purchase and edits.</summary>
public sealed partial class ReadmeTrialTests : IAsyncDisposable
{
    private static readonly TimeSpan UntilCounted = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<string> Threshold = Readme.Find("(`spend`) from `([0-9]+)` to `([0-9]+)`");

    private static readonly DateTimeOffset Bought =
        DateTimeOffset.Parse(Readme.Find("\"store\":\"[^\"]+\",\"at\":\"([^\"]+)\"")[0], CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-readme-").FullName;
    private HostProcess? host;

    internal static ShellCommand Serve { get; } = Readme.Commands.First(command => command.Text == "dotnet run --project src/LocalHost");

    internal static ShellCommand Post { get; } = Readme.Command("curl ", "]}'");

    internal static ShellCommand Get { get; } = Readme.Command("curl ", "/api/members/m-1001");

    internal static ShellCommand Enrol { get; } = Readme.Command("curl -X PUT ");

    internal static ShellCommand Agree { get; } = Readme.Command("curl ", "\"wording\":\"News and offers by e-mail\"}'");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Program => Path.Combine(folder, "program.json");

    private string Data => Path.Combine(folder, "data");

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_purchase_is_posted_and_its_member_seen_on_any_date()
    {
        CopyProgram();
        await StartAsync(Bought);

        await PostAsync(Post);

        Assert.Equal("bronze", await TierAsync(spent: 1250));
        var anotherDate = Get with { Words = [.. Get.Words.SkipLast(1), Get.Words[^1] + Readme.Find(@"`(\?asOf=[^`]+)`")[0]] };
        Assert.Equal(200, (await Curl.SendAsync(anotherDate, host!.Address)).Status);
    }

    [Fact]
    public async Task Who_agrees_is_welcomed_at_the_full_hour_on_the_page_that_the_printed_link_opens()
    {
        CopyProgram();
        await StartAsync(Bought);
        await PostAsync(Post);
        Assert.Equal(200, (await Curl.SendAsync(Enrol, host!.Address)).Status);
        Assert.Equal(201, (await Curl.SendAsync(Agree, host.Address)).Status);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        var link = MailPage().Match(host.Said).Groups[1].Value;
        Assert.DoesNotContain("ann@example.com", await browser.GetStringAsync(link, Cancellation), StringComparison.Ordinal);

        await MoveClockAsync(Bought.AddHours(1));

        Assert.Contains("ann@example.com", await browser.GetStringAsync(link, Cancellation), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(Data, Readme.Find("into the folder `([a-z]+)` of its data")[0])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    public async Task After_a_change_of_the_rules_the_next_purchase_is_judged_by_them_however_late_one_reads(int days)
    {
        CopyProgram();
        await StartAsync(Bought.AddDays(days));
        await PostAsync(Post);
        Assert.Equal("bronze", await TierAsync(spent: 1250));

        Edit(Silver(Threshold[1]), Silver(Threshold[2]));
        await UntilPublishedAsync(Silver(Threshold[2]));
        Assert.Equal("bronze", await TierAsync(spent: 1250));

        var printed = ShellCommand.Parse(host!.Said).Where(command => command.Words[0] == "curl").ToList();
        Assert.Equal(2, printed.Count);
        await PostAsync(printed[0]);
        Assert.Equal("silver", await TierAsync(spent: 2500));
    }

    [Fact]
    public async Task With_one_more_line_the_past_is_judged_by_the_new_rules_too()
    {
        CopyProgram();
        await StartAsync(Bought.AddDays(1));
        await PostAsync(Post);
        Assert.Equal("bronze", await TierAsync(spent: 1250));

        Edit(Silver(Threshold[1]), Silver(Threshold[2]));
        Edit("{\n", "{\n" + Readme.Json());
        await UntilPublishedAsync("recompute");

        Assert.Equal("silver", await TierAsync(spent: 1250));
    }

    [Theory]
    [InlineData("\"name\": \"Bronze\"", "\"name\": 7, \"color\": \"brown\"", "/tiers/levels/0/name:", "/tiers/levels/0/color:")]
    [InlineData("}", "", "line ")]
    public async Task A_first_file_with_mistakes_is_refused_with_their_places_and_nothing_is_published(
        string right, string wrong, params string[] places)
    {
        CopyProgram();
        Edit(right, wrong);

        var run = await DotnetRun.OfAsync(Serve, "--port", "0", "--data", Data, "--program", Program);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.All(places, place => Assert.Contains(place, run.Error, StringComparison.Ordinal));
        await using var database = new SqliteDatabase(Path.Combine(Data, "store.db"));
        var store = await SqliteStore.OpenAsync(database);
        Assert.Empty((await store.ReadPageAsync(Tables.Programs, null, null, Cancellation)).Rows);
    }

    [GeneratedRegex("mail page +(http[^ \n]+)")]
    private static partial Regex MailPage();

    private static string Silver(string spend) => $"\"spend\": {spend},";

    private void CopyProgram()
    {
        var shipped = File.ReadAllText(Repository.File("config/program.json"));
        Assert.SkipUnless(
            shipped.Contains(Silver(Threshold[1]), StringComparison.Ordinal),
            "config/program.json is no longer the one that the README speaks of.");
        File.WriteAllText(Program, shipped);
    }

    // The first place, as somebody would who reads the file from its top.
    private void Edit(string from, string to)
    {
        var text = File.ReadAllText(Program);
        var place = text.IndexOf(from, StringComparison.Ordinal);
        Assert.NotEqual(-1, place);
        File.WriteAllText(Program, text[..place] + to + text[(place + from.Length)..]);
    }

    private async Task StartAsync(DateTimeOffset now) =>
        host = await HostProcess.StartAsync(Data, "sqlite", Program, "--clock", now.ToString("O", CultureInfo.InvariantCulture));

    // A save is followed while the host runs.
    private async Task UntilPublishedAsync(string what)
    {
        using var http = Staff();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(UntilCounted);
        while (!(await http.GetStringAsync("/api/program", patience.Token)).Contains(what, StringComparison.Ordinal))
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private HttpClient Staff() => new()
    {
        BaseAddress = host!.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey) },
    };

    private async Task MoveClockAsync(DateTimeOffset now)
    {
        using var http = Staff();
        using var answer = await http.PostAsJsonAsync("/local/clock", new { now }, Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task PostAsync(ShellCommand purchase)
    {
        var (status, body) = await Curl.SendAsync(purchase, host!.Address);

        Assert.Equal(202, status);
        Assert.Contains($"`{body}`", Readme.Text, StringComparison.Ordinal);
    }

    // The tier, once so much is counted.
    private async Task<string?> TierAsync(long spent)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(UntilCounted);
        while (true)
        {
            var (status, body) = await Curl.SendAsync(Get, host!.Address);
            if (status == 200)
            {
                var member = JsonSerializer.Deserialize<JsonElement>(body);
                if (member.GetProperty("lifetimeSpend").GetInt64() == spent)
                {
                    return member.GetProperty("tier").GetString();
                }
            }

            await Task.Delay(100, patience.Token);
        }
    }
}
