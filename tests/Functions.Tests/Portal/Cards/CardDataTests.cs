using System.Net;
using System.Text.Json;
using Loyalty.Functions.Tests.Portal.Privacy;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Cards;

/// <summary>What a customer takes along and has erased by their card.</summary>
public sealed class CardDataTests : IAsyncLifetime
{
    private readonly CardBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task All_that_is_held_is_handed_out_as_a_file_and_it_is_written_down()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        await bench.BuyAsync(Some.Coffees(3));
        var session = await customer.OpenAsync();

        using var answer = await customer.PostAsync("export", ("session", session));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("attachment;", answer.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        var export = await PortalBench.JsonAsync(answer);
        Assert.Equal("m-1@example.com", export.GetProperty("profile").GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Object, Assert.Single(export.GetProperty("events").EnumerateArray()).GetProperty("event").ValueKind);
        var audit = Assert.Single(export.GetProperty("audit").EnumerateArray());
        Assert.Equal(("exported", true), (audit.GetProperty("act").GetString(), audit.GetProperty("byCustomer").GetBoolean()));
        await (await customer.ChangeAsync(session, ("name", "Still here"))).PageAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("en", "Erase everything?", "Everything is erased")]
    [InlineData("de", "Alles löschen?", "Alles ist gelöscht")]
    public async Task Everything_is_erased_once_it_was_asked_whether_it_is_meant(string language, string question, string done)
    {
        var customer = await Customer.EnrolAsync(bench, "m-7301");
        await bench.BuyAsync(Some.Coffees(3, member: "m-7301"));
        var session = await customer.OpenAsync();
        using var put = await bench.PutAsync("m-7301", $$"""{"locale":"{{language}}"}""");

        var asked = await (await customer.PostAsync("erase", ("session", session))).PageAsync(HttpStatusCode.OK, language);
        Assert.Contains($"<h1>{question}</h1>", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"confirmed\" value=\"yes\"", asked, StringComparison.Ordinal);
        Assert.Equal("Anna", await customer.StoredAsync("name"));

        var erased = await (await customer.PostAsync("erase", ("session", Customer.SessionOf(asked)), ("confirmed", "yes")))
            .PageAsync(HttpStatusCode.OK, language);
        Assert.Contains($"<h1>{done}</h1>", erased, StringComparison.Ordinal);
        var dump = await Dump.OfAsync(bench);
        Assert.Empty(dump.Find("m-7301"));
        Assert.Empty(dump.Letters);
        Assert.Equal("customer", dump.Texts("erased", "by").Single());

        await (await customer.GetAsync()).PageAsync(HttpStatusCode.NotFound);
        await (await customer.PostAsync("erase", ("session", session), ("confirmed", "yes"))).PageAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Neither_is_done_without_the_session_that_goes_on()
    {
        var (customer, other) = (await Customer.EnrolAsync(bench, "m-1"), await Customer.EnrolAsync(bench, "m-2"));
        var (old, foreign) = (await customer.OpenAsync(), await other.OpenAsync());
        var last = await customer.OpenAsync();
        foreach (var session in new[] { "", "x", old, foreign, customer.Path[6..] })
        {
            await RefusedAsync(session);
        }

        await bench.WaitAsync(Duration.FromMinutes(16));
        await RefusedAsync(last);

        Assert.Equal("Anna", await customer.StoredAsync("name"));
        Assert.Empty(await bench.RowsAsync("m-1", "audit:"));

        async Task RefusedAsync(string session)
        {
            await (await customer.PostAsync("export", ("session", session))).PageAsync(HttpStatusCode.Forbidden);
            await (await customer.PostAsync("erase", ("session", session))).PageAsync(HttpStatusCode.Forbidden);
            await (await customer.PostAsync("erase", ("session", session), ("confirmed", "yes"))).PageAsync(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("YES")]
    public async Task Only_a_plain_yes_erases(string confirmed)
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();

        await (await customer.PostAsync("erase", ("session", session), ("confirmed", confirmed))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("Anna", await customer.StoredAsync("name"));
    }

    [Fact]
    public async Task What_a_failing_store_cuts_off_the_timer_finishes_though_the_card_leads_nowhere_any_more()
    {
        var customer = await Customer.EnrolAsync(bench, "m-7301");
        var session = await customer.OpenAsync();
        var isEmptied = false;
        bench.Store.Faults = (_, _) => isEmptied ? WatchedStore.Fault.Before : WatchedStore.Fault.None;
        bench.Store.BeforeCommit = table =>
        {
            isEmptied = isEmptied || table == "lookups";
            return Task.CompletedTask;
        };

        await (await customer.PostAsync("erase", ("session", session), ("confirmed", "yes"))).PageAsync(HttpStatusCode.ServiceUnavailable);
        (bench.Store.Faults, bench.Store.BeforeCommit) = ((_, _) => WatchedStore.Fault.None, _ => Task.CompletedTask);
        await (await customer.GetAsync()).PageAsync(HttpStatusCode.NotFound);
        Assert.NotEmpty((await Dump.OfAsync(bench)).Find("m-7301"));

        await bench.WaitAsync(Duration.FromHours(1));

        Assert.Empty((await Dump.OfAsync(bench)).Find("m-7301"));
    }
}
