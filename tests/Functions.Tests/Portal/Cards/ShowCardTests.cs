using System.Net;
using System.Text.RegularExpressions;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;
using ZXing;
using ZXing.Common;

namespace Loyalty.Functions.Tests.Portal.Cards;

public sealed partial class ShowCardTests(CardBench bench) : IClassFixture<CardBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_shows_the_tier_with_its_benefits_what_is_next_and_what_keeps_it()
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z", "regular"),
            Some.Purchase("p-2", 3_000, member: "regular") with { Lines = [Some.Line("coffee", 2, 3_000)] });

        var page = await CardAsync("regular");

        Assert.Contains("<h2 id=\"tier\">Silver</h2>", page, StringComparison.Ordinal);
        Assert.Contains("Yours until 21 November 2027", page, StringComparison.Ordinal);
        Assert.Contains("<li>Free oat milk</li><li>A seat</li>", page, StringComparison.Ordinal);
        Assert.Contains("On the way to Gold", page, StringComparison.Ordinal);
        Assert.Contains("€120.00 of €500.00 spent in the last 12 months", page, StringComparison.Ordinal);
        Assert.Contains("<progress id=\"spend\" max=\"100\" value=\"24\">", page, StringComparison.Ordinal);
        Assert.Contains("2 of 20 visits in the last 12 months", page, StringComparison.Ordinal);
        Assert.Contains("€380.00 or 18 visits to go.", page, StringComparison.Ordinal);
        Assert.Contains("One more purchase by 21 November 2027, and you stay Silver for longer.", page, StringComparison.Ordinal);
        Assert.Contains("2 of 3 stamps. A full card brings: A free coffee", page, StringComparison.Ordinal);
        Assert.Contains("<td>22 November 2026</td><td>€30.00</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1 March 2026</td><td>€90.00</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_the_last_weeks_of_a_streak_in_words_too()
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 900, "2026-11-03T10:00:00Z", "weekly"), Some.Purchase("p-2", 900, "2026-11-17T10:00:00Z", "weekly"));

        var page = await CardAsync("weekly");

        Assert.Equal(
            ["Week of 2 November 2026: you came", "Week of 9 November 2026: missed", "Week of 16 November 2026: you came"],
            Weeks().Matches(page).Select(week => week.Groups[1].Value));
        Assert.Contains("1 week in a row.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_rewards_come_with_a_code_that_a_scanner_reads_the_last_date_and_conditions()
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 12_000, member: "rewarded") with { Lines = [Some.Line("coffee", 3, 12_000)] });
        var member = await bench.GetJsonAsync("/api/members/rewarded");
        var codes = member.GetProperty("rewards").EnumerateArray().Select(reward => reward.GetProperty("code").GetString()!).Order();

        var page = await CardAsync("rewarded");

        Assert.Equal(codes, Codes().Matches(page).Select(code => code.Groups[1].Value).Order());
        Assert.Equal(
            codes.Select(code => code.Replace("-", "", StringComparison.Ordinal)),
            Pictures().Matches(page).Select(picture => Scan(picture.Groups[1].Value, picture.Groups[2].Value)).Order());
        Assert.True(
            page.IndexOf("Good until 22 December 2026", StringComparison.Ordinal)
                < page.IndexOf("Good until 20 February 2027", StringComparison.Ordinal),
            "The next to expire comes first.");
        Assert.Contains("On purchases from €15.00", page, StringComparison.Ordinal);
        Assert.Contains("Only at riga-1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewards_that_are_over_are_shown_as_such_and_without_a_code()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 300, member: "returned") with { Lines = [Some.Line("coffee", 3, 300)] });
        await bench.BuyAsync(Some.Refund("r-1", "p-1", 300, member: "returned"));

        var page = await CardAsync("returned");

        Assert.Contains("Earlier rewards", page, StringComparison.Ordinal);
        Assert.Contains("Taken back after a return", page, StringComparison.Ordinal);
        Assert.Empty(Codes().Matches(page));
    }

    [Fact]
    public async Task A_reward_that_a_till_has_is_shown_as_such_until_it_comes_back()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 300, member: "redeemer") with { Lines = [Some.Line("coffee", 3, 300)] });
        var code = Assert.Single(await bench.CodesAsync("redeemer"));

        Assert.Equal("201 held null", await bench.RedeemAsync("card-1", code, "\"holdMinutes\":60").ToldAsync());
        var held = await CardAsync("redeemer");
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("card-1").ToldAsync());
        var used = await CardAsync("redeemer");

        Assert.Contains("Set aside at a till just now", held, StringComparison.Ordinal);
        Assert.Contains("Used on 22 November 2026", used, StringComparison.Ordinal);
        Assert.All([held, used], page => Assert.Empty(Codes().Matches(page)));
    }

    [Fact]
    public async Task A_new_member_sees_a_beginning_and_who_has_no_address_is_sent_to_the_till()
    {
        using var put = await bench.PutAsync("newcomer", "{}");

        var page = await CardAsync("newcomer");

        Assert.Contains("<h1>Your card</h1>", page, StringComparison.Ordinal);
        Assert.Contains("€0.00 of €100.00 spent", page, StringComparison.Ordinal);
        Assert.Contains("None just now.", page, StringComparison.Ordinal);
        Assert.Contains("Ask at the till", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_German_to_who_does()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 1_234_50, member: "deutsch"));
        using var put = await bench.PutAsync("deutsch", """{"locale":"de-AT","name":"Jörg <b>"}""");

        var page = await CardAsync("deutsch", "de");

        Assert.Contains("Guten Tag Jörg &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<td>22. November 2026</td><td>1.234,50&#xA0;€</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_nothing_of_an_address_but_its_end_until_a_code_has_come_back()
    {
        var customer = await Customer.EnrolAsync(
            bench, "shy", """{"name":"Anna","email":"anna.secret@example.com","phone":"+371 2000 0000","birthday":"1990-02-28"}""");

        var page = await (await customer.GetAsync()).PageAsync(HttpStatusCode.OK);

        Assert.Contains("a•••@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("secret|2000|1990", page);
    }

    [Fact]
    public async Task A_link_that_is_not_good_leads_to_one_page_on_every_step_whatever_is_wrong_with_it()
    {
        var customer = await Customer.EnrolAsync(bench, "bad");
        var message = MessageId.Of(MemberId.Parse("bad"), new Occasion(MessageKind.Welcome, "welcome"));
        var feedback = bench.Links.Feedback(MemberId.Parse("bad"), message, bench.Now).Segments[^1];
        var expired = bench.Links.Card(MemberId.Parse("bad"), bench.Now - Duration.FromDays(31)).Segments[^1];
        var nobody = bench.Links.Card(MemberId.Parse("nobody"), bench.Now).Segments[^1];
        var session = bench.Links.Session(MemberId.Parse("bad"), message, bench.Now);
        var pages = new HashSet<string>();
        foreach (var token in new[] { customer.Path[6..^1], customer.Path[6..] + "A", "x", "%2e%2e%2f", feedback, expired, nobody, session })
        {
            pages.Add(await (await bench.Stranger.GetAsync($"/card/{token}", Cancellation)).PageAsync(HttpStatusCode.NotFound));
            pages.Add(await (await bench.Staff.GetAsync($"/card/{token}/code", Cancellation)).PageAsync(HttpStatusCode.NotFound));
            foreach (var step in new[] { "code", "open", "profile", "consent", "address" })
            {
                using var form = new FormUrlEncodedContent([new("code", "123456"), new("session", session)]);
                pages.Add(await (await bench.Stranger.PostAsync($"/card/{token}/{step}", form, Cancellation)).PageAsync(HttpStatusCode.NotFound));
            }
        }

        Assert.Single(pages);
        Assert.Empty(await customer.LettersAsync("bad@example.com"));
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "")]
    [InlineData("GET", "/open")]
    [InlineData("GET", "/profile")]
    [InlineData("GET", "/consent")]
    [InlineData("GET", "/address")]
    public async Task Other_methods_are_refused(string method, string step)
    {
        var customer = await Customer.EnrolAsync(bench, "methods");

        using var answer = await bench.Stranger.SendAsync(new(new HttpMethod(method), customer.Path + step), Cancellation);

        await PortalBench.ProblemAsync(answer, 405);
    }

    private async Task<string> CardAsync(string member, string language = "en")
    {
        var path = PageChecks.PathOf(bench.Links.Card(MemberId.Parse(member), bench.Now));
        return await (await bench.Stranger.GetAsync(path, Cancellation)).PageAsync(HttpStatusCode.OK, language);
    }

    /// <summary>What a scanner reads off the picture: each module is four pixels.</summary>
    private static string? Scan(string size, string path)
    {
        const int Pixels = 4;
        var width = int.Parse(size) * Pixels;
        var luminance = Enumerable.Repeat((byte)255, width * width).ToArray();
        foreach (Match run in Runs().Matches(path))
        {
            var (x, y, length) = (int.Parse(run.Groups[1].Value), int.Parse(run.Groups[2].Value), int.Parse(run.Groups[3].Value));
            for (var row = y * Pixels; row < (y + 1) * Pixels; row++)
            {
                luminance.AsSpan((row * width) + (x * Pixels), length * Pixels).Clear();
            }
        }

        var reader = new BarcodeReaderGeneric
        {
            Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE] },
        };
        return reader.Decode(new RGBLuminanceSource(luminance, width, width, RGBLuminanceSource.BitmapFormat.Gray8))?.Text;
    }

    [GeneratedRegex("<li><span class=\"unseen\">(Week of [^<]+)</span>")]
    private static partial Regex Weeks();

    [GeneratedRegex("<p class=\"code\">([^<]+)</p>")]
    private static partial Regex Codes();

    [GeneratedRegex("<svg class=\"qr\"[^>]+viewBox=\"0 0 ([0-9]+) [0-9]+\".*?fill=\"#000\" d=\"([^\"]+)\"")]
    private static partial Regex Pictures();

    [GeneratedRegex("M([0-9]+) ([0-9]+)h([0-9]+)v1")]
    private static partial Regex Runs();
}
