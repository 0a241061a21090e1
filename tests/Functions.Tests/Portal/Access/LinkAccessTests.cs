using System.Buffers.Text;
using System.Net;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Tests.Portal.Cards;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Access;

/// <summary>The calls of customers, by every link that one may come with.</summary>
public sealed class LinkAccessTests(CardBench bench) : IClassFixture<CardBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly SealedLinks stranger = new(
        Microsoft.Extensions.Options.Options.Create(new LinkOptions
        {
            Keys = [new LinkKeyOptions { Id = "local", Secret = Convert.ToBase64String(new byte[32]) }],
        }),
        new(() => bench.Stranger.BaseAddress!));

    public static IEnumerable<TheoryDataRow<string>> Links => AccessTable.Calls<AccessRow.Link>();

    public static IEnumerable<TheoryDataRow<string>> WithSession =>
        AccessTable.Rows.OfType<AccessRow.Link>().Where(row => row.InSession is not null).Select(row => new TheoryDataRow<string>(row.Call));

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_good_link_shows_and_changes_what_is_of_its_customer_alone_whatever_key_comes_along(string call)
    {
        var row = AccessTable.Row<AccessRow.Link>(call);
        var customers = new[] { Number(row, "one"), Number(row, "other") };
        foreach (var customer in customers)
        {
            await bench.AskAsync(customer, Profile(customer));
        }

        foreach (var client in new[] { bench.Stranger, bench.Till, bench.Staff })
        {
            foreach (var customer in customers)
            {
                bench.Store.Forget();

                var page = await PageAsync(row, Token(row.Purpose, customer), (HttpStatusCode)row.Good, client);

                Assert.DoesNotContain(customers.Single(other => other != customer), page, StringComparison.Ordinal);
                Assert.All(bench.Store.Partitions("members"), touched => Assert.Equal(customer, touched));
                Assert.NotEmpty(bench.Store.Partitions("members"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Any_other_link_leads_to_one_page_byte_for_byte_and_the_store_is_not_asked(string call)
    {
        var row = AccessTable.Row<AccessRow.Link>(call);
        var member = Number(row, "bad");
        await bench.AskAsync(member, Profile(member));
        var expected = await PageAsync(AccessTable.Row<AccessRow.Link>("GET card/{token}"), "x", HttpStatusCode.NotFound, bench.Stranger);
        foreach (var (what, token) in Foreign(row, member).Concat(Altered(Token(row.Purpose, member))))
        {
            foreach (var client in new[] { bench.Stranger, bench.Staff })
            {
                bench.Store.Forget();

                var page = await PageAsync(row, Uri.EscapeDataString(token), HttpStatusCode.NotFound, client);

                Assert.True(page == expected, $"{call} with a link that is {what} has a page of its own.");
                Assert.True(bench.Store.Calls == 0, $"{call} with a link that is {what} asks the store.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task What_is_no_token_at_all_finds_nothing(string call)
    {
        var row = AccessTable.Row<AccessRow.Link>(call);

        using var empty = await SendAsync(row, "", bench.Stranger, []);
        Assert.Equal(HttpStatusCode.NotFound, empty.StatusCode);

        // The server reads no line as long as that, whatever stands in it.
        using var raw = new HttpClient { BaseAddress = bench.Stranger.BaseAddress };
        using var oversized = await SendAsync(row, new string('A', 20_000), raw, []);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, oversized.StatusCode);
    }

    [Theory]
    [MemberData(nameof(WithSession))]
    public async Task What_takes_a_session_takes_the_customers_own_while_it_lasts_and_no_other(string call)
    {
        var row = AccessTable.Row<AccessRow.Link>(call);
        var (one, other) = (Number(row, "owner"), Number(row, "thief"));
        var customers = (One: await Customer.EnrolAsync(bench, one), Other: await Customer.EnrolAsync(bench, other));
        var (own, foreign) = (await customers.One.OpenAsync(), await customers.Other.OpenAsync());
        var (id, later) = (MemberId.Parse(one), Duration.FromMinutes(15) + Duration.FromSeconds(1));
        var card = Token(LinkPurpose.Card, one);
        var refused = new HashSet<string>();
        foreach (var (what, token, session) in new (string, string, string?)[]
        {
            ("none", card, null),
            ("empty", card, ""),
            ("noise", card, "noise"),
            ("another customer's", card, foreign),
            ("one's own with another customer's card", Token(LinkPurpose.Card, other), own),
            ("over", card, bench.Links.Session(id, MessageId.OfCode(id, bench.Now), bench.Now - later)),
            ("of a letter that opened none", card, bench.Links.Session(id, Asked.Message(one), bench.Now)),
            ("the link of the card", card, card),
            ("altered", card, Altered(own).First().Token),
            ("sealed by another shop", card, stranger.Session(id, MessageId.OfCode(id, bench.Now), bench.Now)),
        })
        {
            bench.Store.Forget();
            var fields = session is null ? row.Fields : [.. row.Fields, ("session", session)];
            using var answer = await SendAsync(row, token, bench.Stranger, fields);
            refused.Add((await answer.PageAsync(HttpStatusCode.Forbidden)).Replace(token, "", StringComparison.Ordinal));
            Assert.True(bench.Store.Commits.IsEmpty, $"{call} with a session that is {what} writes.");
        }

        using var good = await SendAsync(row, card, bench.Stranger, [.. row.Fields, ("session", own)]);
        Assert.Equal(row.InSession, (int)good.StatusCode);
        Assert.DoesNotContain(await good.Content.ReadAsStringAsync(Cancellation), refused);
        Assert.Single(refused);
    }

    private static string Number(AccessRow.Link row, string who) =>
        $"link-{who}-{AccessTable.Rows.ToList().IndexOf(row)}";

    private static string Profile(string member) => $$"""{"name":"N {{member}}","email":"{{member}}@example.com","locale":"en"}""";

    private static async Task<string> PageAsync(AccessRow.Link row, string token, HttpStatusCode status, HttpClient client)
    {
        using var answer = await SendAsync(row, token, client, row.Fields);
        return await answer.PageAsync(status);
    }

    private static Task<HttpResponseMessage> SendAsync(
        AccessRow.Link row, string token, HttpClient client, (string Name, string Value)[] fields) => client.SendAsync(
        new(new HttpMethod(row.Method), row.PathOf(token))
        {
            Content = row.Method == "GET"
                ? null
                : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        },
        Cancellation);

    private string Token(LinkPurpose purpose, string member, Duration ago = default) => Token(bench.Links, purpose, member, bench.Now - ago);

    private static string Token(SealedLinks links, LinkPurpose purpose, string member, Instant at) =>
        MemberId.Parse(member) is var id && purpose switch
        {
            LinkPurpose.Card => links.Card(id, at),
            LinkPurpose.Feedback => links.Feedback(id, Asked.Message(member), at),
            LinkPurpose.Unsubscribe => links.Unsubscribe(id, Asked.Message(member)),
            _ => null,
        } is { } link
            ? link.Segments[^1]
            : links.Session(id, Asked.Message(member), at);

    /// <summary>Links that somebody sealed, but not for this.</summary>
    private IEnumerable<(string What, string Token)> Foreign(AccessRow.Link row, string member)
    {
        foreach (var purpose in Enum.GetValues<LinkPurpose>().Where(purpose => purpose != row.Purpose))
        {
            yield return ($"for {purpose}", Token(purpose, member));
        }

        if (row.Purpose != LinkPurpose.Unsubscribe)
        {
            yield return ("over", Token(row.Purpose, member, Duration.FromDays(60) + Duration.FromSeconds(1)));
        }

        yield return ("of another shop", Token(stranger, row.Purpose, member, bench.Now));
    }

    /// <summary>A good token with something else at each kind of place, or in another spelling.</summary>
    private static IEnumerable<(string What, string Token)> Altered(string token)
    {
        var bytes = Base64Url.DecodeFromChars(token);
        var nonce = 1 + bytes[0];
        var sealedFrom = nonce + 12;
        foreach (var (what, place) in new[]
        {
            ("length of the key's id", 0), ("key's id", 1), ("nonce", nonce), ("purpose", sealedFrom), ("end", sealedFrom + 8),
            ("message", sealedFrom + 9), ("length of the number", sealedFrom + 25), ("number", sealedFrom + 26),
            ("padding", bytes.Length - 17), ("tag", bytes.Length - 16), ("end of the tag", bytes.Length - 1),
        })
        {
            var other = (byte[])bytes.Clone();
            other[place] ^= 1;
            yield return ($"altered in the {what}", Base64Url.EncodeToString(other));
        }

        yield return ("cut by one", token[..^1]);
        yield return ("cut in half", token[..(token.Length / 2)]);
        yield return ("one character", token[..1]);
        yield return ("longer by one", token + "A");
        yield return ("twice as long", token + token);
        yield return ("far too long", new string('A', 4_000));
        yield return ("padded", token + "=");
        yield return ("spaced", $" {token}");
        yield return ("of another case", token.ToUpperInvariant());
        yield return ("noise", "x");
        yield return ("a path", "../" + token);
        yield return ("no ASCII", Encoding.UTF8.GetString("ā"u8) + token[1..]);
    }
}
