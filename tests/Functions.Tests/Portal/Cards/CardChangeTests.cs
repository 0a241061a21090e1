using System.Net;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Tests.Receiving;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Cards;

/// <summary>Each test has a host of its own: the clock moves in some.</summary>
public sealed class CardChangeTests : IAsyncLifetime
{
    private readonly CardBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_profile_is_changed_and_what_is_left_empty_is_cleared()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1", """{"name":"Ana","email":"m-1@example.com","phone":"12345","locale":"en"}""");
        var session = await customer.OpenAsync();

        var page = await (await customer.ChangeAsync(
            session, ("name", " Anna Ozola "), ("day", "28"), ("month", "2"), ("year", "1990"), ("locale", "de")))
            .PageAsync(HttpStatusCode.OK, "de");

        Assert.Contains("Es ist gespeichert.", page, StringComparison.Ordinal);
        Assert.Equal("Anna Ozola", await customer.StoredAsync("name"));
        Assert.Equal("1990-02-28", await customer.StoredAsync("birthday"));
        Assert.Equal("de", await customer.StoredAsync("locale"));
        Assert.Null(await customer.StoredAsync("phone"));
        Assert.Equal("m-1@example.com", await customer.StoredAsync("email"));
    }

    [Fact]
    public async Task The_year_of_a_birthday_may_be_left_out()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();

        await (await customer.ChangeAsync(session, ("day", "28"), ("month", "2"))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("--02-28", await customer.StoredAsync("birthday"));
    }

    [Theory]
    [InlineData("name", "a\u0000b", "name")]
    [InlineData("name", "a\u001bb", "name")]
    [InlineData("email", "", "email")]
    [InlineData("email", "no address", "email")]
    [InlineData("email", "a@b.c\r\nBcc: x@example.com", "email")]
    [InlineData("email", "Eve <eve@example.com>", "email")]
    [InlineData("phone", "call me", "phone")]
    [InlineData("day", "31", "birthday")]
    [InlineData("month", "13", "birthday")]
    [InlineData("year", "90", "birthday")]
    [InlineData("year", "1990-01", "birthday")]
    [InlineData("locale", "<script>", "locale")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_changed(string field, string value, string marked)
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        (string, string)[] birthday = marked == "birthday" ? [("day", "1"), ("month", "2"), ("year", "1990")] : [];

        var page = await (await customer.ChangeAsync(session, [("phone", "12345"), .. birthday, (field, value)]))
            .PageAsync(HttpStatusCode.BadRequest);

        Assert.Contains($"id=\"{marked}-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Equal(session, Customer.SessionOf(page));
        Assert.Null(await customer.StoredAsync("phone"));
        Assert.Null(await customer.StoredAsync("birthday"));
    }

    [Fact]
    public async Task A_name_is_shown_as_text_whatever_it_is()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        const string Name = "\"><script>alert(1)</script>'/onfocus=x {{7*7}} \u202eevil";

        var form = await (await customer.ChangeAsync(session, ("name", Name))).PageAsync(HttpStatusCode.OK);
        var card = await (await customer.GetAsync()).Content.ReadAsStringAsync(CancellationToken.None);

        Assert.DoesNotContain("<script", form + card, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><", card[card.IndexOf("<h1>", StringComparison.Ordinal)..card.IndexOf("</h1>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(Name, await customer.StoredAsync("name"));
    }

    [Fact]
    public async Task Another_address_counts_once_the_code_that_was_sent_to_it_has_come_back()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        var asked = await (await customer.ChangeAsync(session, ("email", "new@example.com"), ("phone", "12345"))).PageAsync(HttpStatusCode.OK);
        Assert.Contains("Confirm your new address", asked, StringComparison.Ordinal);
        Assert.Equal("m-1@example.com", await customer.StoredAsync("email"));
        Assert.Equal("12345", await customer.StoredAsync("phone"));
        var code = await customer.CodeAsync("new@example.com");

        await (await customer.PostAsync("open", ("code", code))).PageAsync(HttpStatusCode.Forbidden);
        await (await customer.PostAsync("address", ("session", session), ("code", "x"))).PageAsync(HttpStatusCode.Forbidden);
        await (await customer.PostAsync("address", ("session", session), ("code", code))).PageAsync(HttpStatusCode.OK);

        Assert.Equal("new@example.com", await customer.StoredAsync("email"));
        await (await customer.ChangeAsync(session, ("email", "new@example.com"), ("name", "Later"))).PageAsync(HttpStatusCode.OK);
        Assert.Equal("Later", await customer.StoredAsync("name"));
        await (await customer.PostAsync("address", ("session", session), ("code", code))).PageAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_code_of_a_card_confirms_no_address()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        var code = await customer.AskAsync();

        await (await customer.PostAsync("address", ("session", session), ("code", code))).PageAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Where_no_more_codes_may_be_sent_the_address_stays_and_the_page_says_so()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        await customer.AskAsync();
        await customer.AskAsync();
        var session = await customer.OpenAsync();

        var page = await (await customer.ChangeAsync(session, ("email", "new@example.com"), ("name", "Else"))).PageAsync(HttpStatusCode.OK);

        Assert.Contains("The next one can be sent", page, StringComparison.Ordinal);
        Assert.Equal("Else", await customer.StoredAsync("name"));
        Assert.Empty(await customer.LettersAsync("new@example.com"));
    }

    [Fact]
    public async Task A_session_lasts_fifteen_minutes()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();

        await bench.WaitAsync(Duration.FromMinutes(15));
        await (await customer.ChangeAsync(session, ("name", "In time"))).PageAsync(HttpStatusCode.OK);
        await bench.WaitAsync(Duration.FromSeconds(1));
        await (await customer.ChangeAsync(session, ("name", "Too late"))).PageAsync(HttpStatusCode.Forbidden);

        Assert.Equal("In time", await customer.StoredAsync("name"));
    }

    [Fact]
    public async Task A_session_ends_with_the_address_that_it_rests_on()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        using var put = await bench.PutAsync("m-1", """{"email":"till@example.com"}""");

        await (await customer.ChangeAsync(session, ("name", "Thief"))).PageAsync(HttpStatusCode.Forbidden);
        await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.Forbidden);

        Assert.Equal("Anna", await customer.StoredAsync("name"));
    }

    [Fact]
    public async Task No_other_session_changes_anything()
    {
        var (customer, other) = (await Customer.EnrolAsync(bench, "m-1"), await Customer.EnrolAsync(bench, "m-2"));
        var (old, foreign) = (await customer.OpenAsync(), await other.OpenAsync());
        await customer.OpenAsync();
        var forged = bench.Links.Session(MemberId.Parse("m-1"), MessageId.OfCode(MemberId.Parse("m-1"), bench.Now - Duration.FromDays(1)), bench.Now);
        var card = customer.Path[6..];

        foreach (var session in new[] { "", "x", foreign, forged, old, old[..^1], card })
        {
            await (await customer.ChangeAsync(session, ("name", "Thief"))).PageAsync(HttpStatusCode.Forbidden);
            await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.Forbidden);
            await (await customer.PostAsync("address", ("session", session), ("code", "123456"))).PageAsync(HttpStatusCode.Forbidden);
        }

        Assert.Equal("Anna", await customer.StoredAsync("name"));
        Assert.Empty(await bench.RowsAsync("m-1", "consent:"));
    }

    [Fact]
    public async Task A_yes_and_a_no_are_the_customers_own_and_kept_with_the_words_that_they_saw()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();

        var agreed = await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.OK);
        await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.OK);

        Assert.True(await bench.IsReachableAsync("m-1"));
        Assert.Contains("You get news", agreed, StringComparison.Ordinal);
        var row = Assert.Single(await bench.RowsAsync("m-1", "consent:"));
        Assert.Equal(
            """
            consent:2026-11-22T12:00:00.000000000Z:ID
              at: "2026-11-22T12:00:00Z"
              byCustomer: True
              channel: "email"
              granted: True
              recordedAt: "2026-11-22T12:00:00Z"
              recordedBy: "customer"
              wording: "I agree that Bean & Leaf sends me news, offers and reminders by e-mail. I can stop them at any time."
            """,
            RowText.Of(row) is var text ? text[..39] + "ID" + text[71..] : "");

        await (await customer.PostAsync("consent", ("session", session), ("granted", "no"))).PageAsync(HttpStatusCode.OK);
        Assert.False(await bench.IsReachableAsync("m-1"));
        await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.OK);
        Assert.True(await bench.IsReachableAsync("m-1"));
    }

    [Fact]
    public async Task A_till_cannot_undo_a_customers_no()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        await customer.PostAsync("consent", ("session", session), ("granted", "no"));

        using var till = await bench.Till.PostAsync(
            "/api/members/m-1/consent",
            new StringContent("""{"channel":"email","granted":true,"at":"2026-11-23T11:00:00Z","wording":"News"}""", Encoding.UTF8, "application/json"),
            CancellationToken.None);

        Assert.Equal(HttpStatusCode.Created, till.StatusCode);
        Assert.False(await bench.IsReachableAsync("m-1"));
    }

    [Theory]
    [InlineData("{}", "application/json")]
    [InlineData("granted=yes&granted=no", "application/x-www-form-urlencoded")]
    [InlineData("granted=perhaps", "application/x-www-form-urlencoded")]
    [InlineData("", "application/x-www-form-urlencoded")]
    public async Task A_form_that_no_page_of_ours_sends_changes_nothing(string body, string mediaType)
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();
        var content = new StringContent(
            mediaType == "application/json" ? body : $"session={session}&{body}", Encoding.UTF8, mediaType);

        using var answer = await bench.Stranger.PostAsync(customer.Path + "/consent", content, CancellationToken.None);

        await answer.PageAsync(HttpStatusCode.BadRequest);
        Assert.Empty(await bench.RowsAsync("m-1", "consent:"));
    }

    [Fact]
    public async Task Two_changes_at_once_are_both_made()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        var session = await customer.OpenAsync();

        var answers = await Task.WhenAll(
            customer.ChangeAsync(session, ("name", "Both")), customer.PostAsync("consent", ("session", session), ("granted", "yes")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("Both", await customer.StoredAsync("name"));
        Assert.True(await bench.IsReachableAsync("m-1"));
    }

    [Fact]
    public async Task While_the_store_is_down_the_page_says_so_and_no_code_goes()
    {
        var customer = await Customer.EnrolAsync(bench, "m-1");
        bench.Store.IsDown = partition => partition == "m-1";

        await (await customer.GetAsync()).PageAsync(HttpStatusCode.ServiceUnavailable);
        await (await customer.PostAsync("code")).PageAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Empty(await customer.LettersAsync("m-1@example.com"));
    }
}
