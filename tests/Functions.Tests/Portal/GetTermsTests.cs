using System.Net;

namespace Loyalty.Functions.Tests.Portal;

public sealed class GetTermsTests
{
    [Fact]
    public async Task Everybody_reads_the_terms_that_are_in_force_in_their_language()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.EditAsync("\"spend\": 10000", "\"spend\": 8000", "?from=2026-12-01");

        var now = await PageAsync(bench, "/terms");
        Assert.Contains("<h1>The terms of Bean &amp; Leaf</h1>", now, StringComparison.Ordinal);
        Assert.Contains("<h3>Silver</h3>", now, StringComparison.Ordinal);
        Assert.Contains("<ul><li>Reached by €100.00 spent.</li>", now, StringComparison.Ordinal);
        Assert.DoesNotContain("in force since", now, StringComparison.Ordinal);
        Assert.Contains("100,00&#xA0;€ Umsatz", await PageAsync(bench, "/terms?locale=de-AT", language: "de"), StringComparison.Ordinal);
        Assert.Contains("Die Bedingungen", await PageAsync(bench, "/terms", "de-CH,en;q=0.5", "de"), StringComparison.Ordinal);
        Assert.Contains("The terms of", await PageAsync(bench, "/terms?locale=xx", "fr"), StringComparison.Ordinal);

        await bench.MoveToAsync("2026-12-01");
        var then = await PageAsync(bench, "/terms");
        Assert.Contains("€80.00 spent", then, StringComparison.Ordinal);
        Assert.Contains("in force since 1 December 2026", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_list_and_section_is_closed()
    {
        await using var bench = await PortalBench.StartAsync();

        var page = await PageAsync(bench, "/terms");

        foreach (var tag in new[] { "ul", "section", "li", "h2", "h3", "p" })
        {
            Assert.Equal(page.Split($"<{tag}>").Length + (tag == "p" ? 1 : 0), page.Split($"</{tag}>").Length);
        }
    }

    private static async Task<string> PageAsync(PortalBench bench, string path, string accept = "en", string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var answer = await bench.Stranger.SendAsync(request, CancellationToken.None);
        return await answer.PageAsync(HttpStatusCode.OK, language);
    }
}
