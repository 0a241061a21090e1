using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A marketer edits the program's file beside a host that runs.</summary>
public sealed class ProgramFileTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-file-").FullName;
    private HostProcess host = null!;

    private string Program => Path.Combine(folder, "program.json");

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_save_is_published_at_once_a_bad_one_says_why_and_changes_nothing()
    {
        await StartAsync(Silver(30_000));

        Save(Silver(20_000));
        await UntilAsync(async () => (await VersionsAsync()).Count == 2);

        Save(Silver(-1).Replace("\"Bronze\"", "7", StringComparison.Ordinal));
        await UntilAsync(() => Task.FromResult(Says("/tiers/levels/1/spend:") && Says("/tiers/levels/0/name:")));
        Save(Silver(20_000).Replace("\"EUR\"", "\"USD\"", StringComparison.Ordinal));
        await UntilAsync(() => Task.FromResult(Says("/currency:")));

        Save(Silver(10_000));
        await UntilAsync(async () => (await VersionsAsync()).Count == 3);
        Assert.Equal(["100.00", "200.00"], (await VersionsAsync()).Take(2).Select(version => version.Changes.Split(' ')[2]));
        Assert.All(await VersionsAsync(), version => Assert.Equal(Program, version.By));
    }

    [Fact]
    public async Task A_file_that_is_written_in_steps_or_moved_into_place_is_taken_as_it_is_in_the_end()
    {
        await StartAsync(Silver(30_000));

        await using (var file = File.Create(Program))
        {
            var whole = Encoding.UTF8.GetBytes(Silver(20_000));
            await file.WriteAsync(whole.AsMemory(0, 50), Cancellation);
            await file.FlushAsync(Cancellation);
            await file.WriteAsync(whole.AsMemory(50), Cancellation);
        }

        await UntilAsync(async () => (await VersionsAsync()).Count == 2);
        File.Delete(Program);
        File.WriteAllText(Program + ".new", Silver(15_000));
        File.Move(Program + ".new", Program);
        await UntilAsync(async () => (await VersionsAsync()).Count == 3);
    }

    [Fact]
    public async Task A_start_undoes_nothing_that_was_published_over_HTTP_and_takes_what_was_saved_meanwhile()
    {
        await StartAsync(Silver(30_000));
        await PutAsync(Silver(20_000));

        await RestartAsync();
        Assert.Equal(2, (await VersionsAsync()).Count);

        await host.StopAsync();
        Save(Silver(20_000));
        await RestartAsync(isStopped: true);
        Assert.Equal(2, (await VersionsAsync()).Count);
        await PutAsync(Silver(10_000));
        await RestartAsync();
        Assert.Equal("office", (await VersionsAsync())[0].By);
        Assert.Equal(3, (await VersionsAsync()).Count);

        await host.StopAsync();
        Save(Silver(5_000));
        await RestartAsync(isStopped: true);
        Assert.Equal((4, Program), ((await VersionsAsync()).Count, (await VersionsAsync())[0].By));
    }

    [Fact]
    public async Task A_bad_file_does_not_keep_a_host_from_starting_that_has_a_program_already()
    {
        await StartAsync(Silver(30_000));
        await host.StopAsync();
        Save(Silver(0));

        await RestartAsync(isStopped: true);

        Assert.True(Says("/tiers/levels/1/spend:"), host.Said);
        Assert.Single(await VersionsAsync());
        Save(Silver(10_000));
        await UntilAsync(async () => (await VersionsAsync()).Count == 2);
    }

    private static string Silver(int spend) => $$"""
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [
            { "id": "bronze", "name": "Bronze" }, { "id": "silver", "name": "Silver", "spend": {{spend}} } ] }
        }
        """;

    private bool Says(string place) => host.Said.Contains(place, StringComparison.Ordinal);

    private void Save(string program) => File.WriteAllText(Program, program);

    private async Task StartAsync(string program)
    {
        Save(program);
        host = await HostProcess.StartAsync(Path.Combine(folder, "data"), "sqlite", Program);
    }

    private async Task RestartAsync(bool isStopped = false)
    {
        if (!isStopped)
        {
            await host.StopAsync();
        }

        await host.DisposeAsync();
        host = await HostProcess.StartAsync(Path.Combine(folder, "data"), "sqlite", Program);
    }

    private async Task PutAsync(string program)
    {
        using var http = Staff();
        using var newest = await http.GetAsync("/api/program", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/program")
        {
            Content = new StringContent(program, Encoding.UTF8, "application/json"),
        };
        request.Headers.IfMatch.Add(newest.Headers.ETag!);
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal(201, (int)answer.StatusCode);
    }

    // Newest first.
    private async Task<IReadOnlyList<(string By, string Changes)>> VersionsAsync()
    {
        using var http = Staff();
        var list = await http.GetFromJsonAsync<JsonElement>("/api/program/versions", Cancellation);
        return [.. list.GetProperty("versions").EnumerateArray().Select(version => (
            version.GetProperty("by").GetString()!,
            string.Join(' ', version.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("detail").GetString()))))];
    }

    private HttpClient Staff()
    {
        var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", HostProcess.StaffKey);
        return http;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!await holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
