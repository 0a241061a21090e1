using System.Text;
using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal;

public sealed class LookUpMemberTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"card":" C-77 "}""")]
    [InlineData("""{"phone":"+371 (2000) 00-77"}""")]
    [InlineData("""{"email":" Ann.77@Example.COM "}""")]
    public async Task A_member_is_found_however_it_is_spelled(string body)
    {
        await PutAsync("m-77", """{"card":"C-77","phone":"+371 2000 0077","email":"ann.77@example.com"}""");

        Assert.Equal("m-77", await FindAsync(body));
    }

    [Fact]
    public async Task A_value_that_changed_finds_nobody_and_leaves_no_row()
    {
        await PutAsync("m-1", """{"phone":"+371 2000 0001"}""");
        await PutAsync("m-1", """{"phone":"+371 2000 0002"}""");

        Assert.Equal("404 none", await FindAsync("""{"phone":"+37120000001"}"""));
        Assert.Equal("m-1", await FindAsync("""{"phone":"+37120000002"}"""));
        Assert.Single(await LookupsAsync("m-1"));

        await PutAsync("m-1", """{"phone":"+371 2000 0001"}""");
        Assert.Equal("m-1", await FindAsync("""{"phone":"+37120000001"}"""));
    }

    [Fact]
    public async Task Where_several_have_it_nobody_is_named()
    {
        await PutAsync("m-2", """{"phone":"12345678"}""");
        await PutAsync("m-3", """{"phone":"12345678"}""");
        Assert.Equal("404 several", await FindAsync("""{"phone":"12345678"}"""));

        await PutAsync("m-3", """{"phone":null}""");
        Assert.Equal("m-2", await FindAsync("""{"phone":"12345678"}"""));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"card":"a","phone":"12345"}""", "")]
    [InlineData("""{"card":1}""", "/card")]
    [InlineData("""{"email":""}""", "/email")]
    public async Task What_is_not_one_value_is_400(string body, string pointer) =>
        Assert.Equal([pointer], await PortalBench.PointersAsync(await AskAsync(body)));

    [Fact]
    public async Task An_attempt_that_failed_anywhere_names_nobody_wrongly_and_the_same_again_is_found()
    {
        for (var failing = 1; failing <= 6; failing++)
        {
            foreach (var fault in new[] { WatchedStore.Fault.Before, WatchedStore.Fault.After })
            {
                var member = $"f-{failing}-{fault}";
                var (old, now) = ($"old-{member}", $"new-{member}");
                await PutAsync(member, $$"""{"card":"{{old}}"}""");
                bench.Store.Forget();
                bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
                using var answer = await bench.PutAsync(member, $$"""{"card":"{{now}}"}""");
                bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

                var found = new[] { await FindAsync($$"""{"card":"{{old}}"}"""), await FindAsync($$"""{"card":"{{now}}"}""") };
                Assert.Single(found, member);
                await PutAsync(member, $$"""{"card":"{{now}}"}""");
                Assert.Equal(member, await FindAsync($$"""{"card":"{{now}}"}"""));
                Assert.Equal("404 none", await FindAsync($$"""{"card":"{{old}}"}"""));
            }
        }
    }

    [Fact]
    public async Task Keys_rotate_a_row_under_the_older_one_is_found_and_a_profile_given_again_comes_under_the_newer()
    {
        var (older, newer) = (Secret(1), Secret(2));
        await PutAsync("m-9", """{"card":"C-9"}""");
        var member = MemberId.Parse("m-9");
        var profile = new Profile { Card = "C-9" };
        var change = new Lookups(bench.Store, Hashes(older));
        await GiveAsync(change);

        Assert.Equal([member], await new Lookups(bench.Store, Hashes(newer, older)).FindAsync(LookupValue.Card("C-9"), Cancellation));
        Assert.Empty(await new Lookups(bench.Store, Hashes(newer)).FindAsync(LookupValue.Card("C-9"), Cancellation));

        await GiveAsync(new Lookups(bench.Store, Hashes(newer, older)));
        Assert.Equal([member], await new Lookups(bench.Store, Hashes(newer)).FindAsync(LookupValue.Card("C-9"), Cancellation));

        async Task GiveAsync(Lookups lookups) => await lookups.PrepareAsync(member, Profile.Empty, profile, Cancellation);
    }

    private static string Secret(byte first) => Convert.ToBase64String([first, .. new byte[31]]);

    private static KeyedHashes Hashes(params string[] secrets) => new(Microsoft.Extensions.Options.Options.Create(
        new LookupOptions { Keys = [.. secrets.Select(secret => new LookupKeyOptions { Secret = secret })] }));

    private async Task PutAsync(string member, string profile)
    {
        using var answer = await bench.PutAsync(member, profile);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private async Task<string> FindAsync(string body)
    {
        using var answer = await AskAsync(body);
        var json = await PortalBench.JsonAsync(answer);
        return answer.IsSuccessStatusCode
            ? json.GetProperty("member").GetString()!
            : $"{(int)answer.StatusCode} {json.GetProperty("reason").GetString()}";
    }

    private async Task<IReadOnlyList<Row>> LookupsAsync(string member)
    {
        var page = await bench.Store.ReadPageAsync(Tables.Lookups, null, null, Cancellation);
        return [.. page.Rows.Where(row => row.Key == member)];
    }

    private Task<HttpResponseMessage> AskAsync(string body) => bench.Till.PostAsync(
        "/api/members/lookup", new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);
}
