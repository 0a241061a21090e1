using System.Net;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Tests.Receiving;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Cards;

/// <summary>Each test has a host of its own: the clock moves in some.</summary>
public sealed class CardCodeTests : IAsyncLifetime
{
    private readonly CardBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_code_is_mailed_to_the_members_address_in_their_language_and_nothing_ends_such_mail()
    {
        var customer = await Customer.EnrolAsync(bench, "asker", """{"name":"Anna","email":"asker@example.com","locale":"de"}""");

        var code = await customer.AskAsync();

        var letter = Assert.Single(await customer.LettersAsync("asker@example.com"));
        Assert.Equal("Ihr Code für Bean & Leaf", letter.Subject);
        Assert.Equal("hello@example.com", letter.From.Mailboxes.Single().Address);
        Assert.Contains("Guten Tag Anna,", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains(code, letter.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(letter.Headers, header => header.Field.StartsWith("List-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Consent_has_nothing_to_do_with_it_and_it_is_no_message_of_the_member()
    {
        var customer = await Customer.EnrolAsync(bench, "silent");

        await customer.AskAsync();

        Assert.False(await bench.IsReachableAsync("silent"));
        Assert.Empty(await bench.RowsAsync("silent", "message:"));
    }

    [Fact]
    public async Task The_page_that_asks_for_the_code_can_be_loaded_again_without_another_letter()
    {
        var customer = await Customer.EnrolAsync(bench, "reload");
        var before = await (await customer.GetAsync("/code")).PageAsync(HttpStatusCode.OK);
        await customer.AskAsync();

        var after = await (await customer.GetAsync("/code")).PageAsync(HttpStatusCode.OK);

        Assert.DoesNotContain("name=\"code\"", before, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", after, StringComparison.Ordinal);
        Assert.Contains("r•••@example.com", after, StringComparison.Ordinal);
        Assert.Single(await customer.LettersAsync("reload@example.com"));
    }

    [Fact]
    public async Task The_row_holds_a_hash_and_not_the_code()
    {
        var customer = await Customer.EnrolAsync(bench, "hashed");
        var code = await customer.AskAsync();

        var row = Assert.Single(await bench.RowsAsync("hashed", "card"));

        Assert.Equal(
            """
            card
              address: "hashed@example.com"
              hash: "HASH"
              isNewAddress: False
              letter: "LETTER"
              sent: "2026-11-22T12:00:00Z"
              sentAt: "2026-11-22T12:00:00Z"
              tries: 0
            """,
            RowText.Of(row)
                .Replace(row.Fields.Text("hash")!, "HASH", StringComparison.Ordinal)
                .Replace(row.Fields.Text("letter")!, "LETTER", StringComparison.Ordinal));
        Assert.Equal(64, row.Fields.Text("hash")!.Length);
        Assert.DoesNotContain(code, row.Fields.Text("hash")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("{0:3} {0:6}")]
    public async Task The_code_opens_the_details_however_it_is_typed(string form)
    {
        var customer = await Customer.EnrolAsync(bench, "typing");
        var code = await customer.AskAsync();
        var typed = form.Replace("{0:3}", code[..3], StringComparison.Ordinal).Replace("{0:6}", code[3..], StringComparison.Ordinal)
            .Replace("{0}", code, StringComparison.Ordinal);

        var page = await (await customer.PostAsync("open", ("code", typed))).PageAsync(HttpStatusCode.OK);

        Assert.Contains("value=\"typing@example.com\"", page, StringComparison.Ordinal);
        Assert.NotEqual("", Customer.SessionOf(page));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var customer = await Customer.EnrolAsync(bench, "once");
        var code = await customer.AskAsync();

        await (await customer.PostAsync("open", ("code", code))).PageAsync(HttpStatusCode.OK);

        await RefusedAsync(customer, code);
    }

    [Fact]
    public async Task Of_many_who_send_it_at_once_one_is_let_in()
    {
        var customer = await Customer.EnrolAsync(bench, "race");
        var code = await customer.AskAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => customer.PostAsync("open", ("code", code))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Five_wrong_ones_end_it()
    {
        var customer = await Customer.EnrolAsync(bench, "wrong");
        var code = await customer.AskAsync();
        foreach (var (typed, says) in new[]
        {
            (Other(code), "4 more times"), ("", "3 more times"), ("abcdef", "2 more times"), (code + "1", "try once more"),
        })
        {
            var page = await (await customer.PostAsync("open", ("code", typed))).PageAsync(HttpStatusCode.Forbidden);
            Assert.Contains(says, page, StringComparison.Ordinal);
        }

        await RefusedAsync(customer, Other(code));
        await RefusedAsync(customer, code);
    }

    [Fact]
    public async Task Wrong_ones_that_come_at_once_count_each()
    {
        var customer = await Customer.EnrolAsync(bench, "guessing");
        var code = await customer.AskAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => customer.PostAsync("open", ("code", Other(code)))));

        await RefusedAsync(customer, code);
    }

    [Fact]
    public async Task It_is_good_for_ten_minutes()
    {
        var (early, late) = (await Customer.EnrolAsync(bench, "early"), await Customer.EnrolAsync(bench, "late"));
        var (inTime, tooLate) = (await early.AskAsync(), await late.AskAsync());

        await bench.WaitAsync(Duration.FromMinutes(10));
        await (await early.PostAsync("open", ("code", inTime))).PageAsync(HttpStatusCode.OK);
        await bench.WaitAsync(Duration.FromSeconds(1));

        await RefusedAsync(late, tooLate);
    }

    [Fact]
    public async Task A_later_code_takes_the_place_of_an_earlier_one_and_nobody_elses_opens_anything()
    {
        var (customer, other) = (await Customer.EnrolAsync(bench, "later"), await Customer.EnrolAsync(bench, "other"));
        var (first, foreign) = (await customer.AskAsync(), await other.AskAsync());
        var second = await customer.AskAsync();

        foreach (var typed in new[] { first, foreign }.Where(typed => typed != second))
        {
            await RefusedAsync(customer, typed);
        }

        await (await customer.PostAsync("open", ("code", second))).PageAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Three_are_sent_an_hour_and_six_a_day()
    {
        var customer = await Customer.EnrolAsync(bench, "many");
        for (var i = 0; i < 3; i++)
        {
            await customer.AskAsync();
        }

        using var refused = await customer.PostAsync("code");
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("sent in 60 minutes", await refused.PageAsync(HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        await bench.WaitAsync(Duration.FromMinutes(61));
        for (var i = 0; i < 3; i++)
        {
            await customer.AskAsync();
        }

        await bench.WaitAsync(Duration.FromHours(2));
        Assert.Contains("21 hours", await (await customer.PostAsync("code")).PageAsync(HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        Assert.Equal(6, (await customer.LettersAsync("many@example.com")).Count);
    }

    [Fact]
    public async Task Those_who_ask_at_once_get_no_more()
    {
        var customer = await Customer.EnrolAsync(bench, "burst");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => customer.PostAsync("code")));

        Assert.Equal(3, (await customer.LettersAsync("burst@example.com")).Count);
    }

    [Fact]
    public async Task When_the_provider_does_not_take_it_the_page_says_so()
    {
        var (busy, dead) = (await Customer.EnrolAsync(bench, "busy"), await Customer.EnrolAsync(bench, "dead"));
        bench.Provider.Mood = to => to.StartsWith("busy", StringComparison.Ordinal)
            ? new Delivery.NotNow(bench.Now)
            : new Delivery.AddressSuppressed();

        var later = await (await busy.PostAsync("code")).PageAsync(HttpStatusCode.ServiceUnavailable);
        var never = await (await dead.PostAsync("code")).PageAsync(HttpStatusCode.Conflict);

        Assert.Contains("no code is on its way. Please try again", later, StringComparison.Ordinal);
        Assert.Contains("does not arrive", never, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", later + never, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_provider_takes_nothing_it_is_not_asked_for_codes_either_and_what_it_says_of_a_code_holds_for_messages()
    {
        var (first, second) = (await Customer.EnrolAsync(bench, "first"), await Customer.EnrolAsync(bench, "second"));
        bench.Provider.Mood = _ => new Delivery.NotNow(bench.Now + Duration.FromMinutes(5));
        await (await first.PostAsync("code")).PageAsync(HttpStatusCode.ServiceUnavailable);
        bench.Provider.Mood = _ => null;

        await (await second.PostAsync("code")).PageAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Empty(await second.LettersAsync("second@example.com"));
        Assert.Equal(bench.Now + Duration.FromMinutes(5), bench.Pace.Slot(MemberId.Parse("anybody"), bench.Now));
        await bench.WaitAsync(Duration.FromMinutes(5));
        await second.AskAsync();
    }

    [Fact]
    public async Task Without_an_address_none_is_sent()
    {
        var customer = await Customer.EnrolAsync(bench, "nowhere", "{}");

        Assert.Contains(
            "Ask at the till", await (await customer.PostAsync("code")).PageAsync(HttpStatusCode.Conflict), StringComparison.Ordinal);
        await RefusedAsync(customer, "123456");
    }

    [Fact]
    public async Task When_a_till_changes_the_address_codes_to_the_old_one_open_nothing()
    {
        var customer = await Customer.EnrolAsync(bench, "moved");
        var code = await customer.AskAsync();

        using var put = await bench.PutAsync("moved", """{"email":"new@example.com"}""");

        await RefusedAsync(customer, code);
    }

    private static string Other(string code) => code == "000000" ? "000001" : "000000";

    private static async Task RefusedAsync(Customer customer, string code)
    {
        var page = await (await customer.PostAsync("open", ("code", code))).PageAsync(HttpStatusCode.Forbidden);
        Assert.Equal("", Customer.SessionOf(page));
    }
}
