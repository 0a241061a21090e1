using System.Buffers.Text;
using System.Text;
using FsCheck.Fluent;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Links;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Links;

public sealed class SealedLinksTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);
    private static readonly MemberId Member = MemberId.Parse("m-1001");
    private static readonly MessageId Message = MessageId.Of(Member, new Occasion(MessageKind.ThankYou, "p-1"));

    private readonly SealedLinks links = With("2026");

    [Fact]
    public void A_link_leads_to_a_page_of_the_public_address_and_opens_for_whom_it_was_made()
    {
        Assert.StartsWith("https://shop.example/loyalty/unsubscribe/", links.Unsubscribe(Member, Message).AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith("https://shop.example/loyalty/feedback/", links.Feedback(Member, Message, Now).AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(new LinkTarget(Member, Message), links.Open(LinkPurpose.Unsubscribe, Unsubscribe(), Now));
        Assert.Equal(new LinkTarget(Member, Message), links.Open(LinkPurpose.Feedback, Feedback(), Now));
    }

    [Fact]
    public void Any_member_and_message_come_back()
    {
        var letters = Gen.Elements("abcXYZ0189._:-".ToCharArray());
        var members = from first in Gen.Elements('a', 'Z', '0')
                      from length in Gen.Choose(0, 127)
                      from rest in letters.ListOf(length)
                      select MemberId.Parse(first + string.Concat(rest));

        Property.Holds(500, members.ToArbitrary(), member =>
        {
            var message = MessageId.Of(member, new Occasion(MessageKind.Welcome, "welcome"));
            var token = Token(links.Feedback(member, message, Now));
            Assert.Equal(new LinkTarget(member, message), links.Open(LinkPurpose.Feedback, token, Now));
        });
    }

    [Fact]
    public void A_link_is_good_for_its_own_purpose_alone()
    {
        var tokens = new Dictionary<LinkPurpose, string>
        {
            [LinkPurpose.Unsubscribe] = Unsubscribe(),
            [LinkPurpose.Feedback] = Feedback(),
            [LinkPurpose.Card] = Token(links.Card(Member, Now)),
            [LinkPurpose.Session] = links.Session(Member, Message, Now),
        };

        Assert.Equal(Enum.GetValues<LinkPurpose>(), tokens.Keys);
        foreach (var (purpose, token) in tokens)
        {
            Assert.All(Enum.GetValues<LinkPurpose>(), other => Assert.Equal(other == purpose, links.Open(other, token, Now) is not null));
        }
    }

    [Fact]
    public void A_card_is_shown_for_thirty_days_and_a_session_lasts_for_fifteen_minutes()
    {
        var card = Token(links.Card(Member, Now));
        var session = links.Session(Member, Message, Now);

        Assert.Equal(new LinkTarget(Member, default), links.Open(LinkPurpose.Card, card, Now + Duration.FromDays(30)));
        Assert.Null(links.Open(LinkPurpose.Card, card, Now + Duration.FromDays(30) + Duration.FromSeconds(1)));
        Assert.Equal(new LinkTarget(Member, Message), links.Open(LinkPurpose.Session, session, Now + Duration.FromMinutes(15)));
        Assert.Null(links.Open(LinkPurpose.Session, session, Now + Duration.FromMinutes(15) + Duration.FromSeconds(1)));
    }

    [Fact]
    public void Feedback_is_taken_for_sixty_days_and_messages_can_be_ended_for_ever()
    {
        var (feedback, unsubscribe) = (Feedback(), Unsubscribe());

        Assert.NotNull(links.Open(LinkPurpose.Feedback, feedback, Now + Duration.FromDays(60)));
        Assert.Null(links.Open(LinkPurpose.Feedback, feedback, Now + Duration.FromDays(60) + Duration.FromSeconds(1)));
        Assert.NotNull(links.Open(LinkPurpose.Unsubscribe, unsubscribe, Now + Duration.FromDays(36_500)));
    }

    [Fact]
    public void No_bit_of_a_token_can_be_turned()
    {
        var bytes = Base64Url.DecodeFromChars(Feedback());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(links.Open(LinkPurpose.Feedback, Base64Url.EncodeToString(bytes), Now));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.NotNull(links.Open(LinkPurpose.Feedback, Base64Url.EncodeToString(bytes), Now));
    }

    [Fact]
    public void No_character_of_a_token_can_be_another_left_out_or_added()
    {
        var token = Feedback();
        for (var i = 0; i < token.Length; i++)
        {
            AssertBad(token.Remove(i, 1));
            AssertBad(token[..i]);
            foreach (var other in "AZaz09-_+/= \n~é".Where(other => other != token[i]))
            {
                AssertBad(string.Concat(token.AsSpan(0, i), [other], token.AsSpan(i + 1)));
                AssertBad(token.Insert(i, other.ToString()));
            }
        }

        foreach (var other in new[] { "A", "=", "==", " ", "\n", "AAAA", token })
        {
            AssertBad(token + other);
        }

        void AssertBad(string altered) => Assert.True(links.Open(LinkPurpose.Feedback, altered, Now) is null, altered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("....")]
    [InlineData("_____w")]
    public void What_is_no_token_opens_nothing(string token) => Assert.Null(links.Open(LinkPurpose.Unsubscribe, token, Now));

    [Fact]
    public void Noise_of_any_length_opens_nothing()
    {
        var random = new Random(1);
        for (var length = 0; length < 600; length++)
        {
            var noise = new byte[length];
            random.NextBytes(noise);
            Assert.Null(links.Open(LinkPurpose.Unsubscribe, Base64Url.EncodeToString(noise), Now));
        }
    }

    [Fact]
    public void A_token_shows_nothing_of_the_member()
    {
        var (one, other) = (MemberId.Parse("a"), MemberId.Parse(new string('b', 128)));

        Assert.Equal(Token(links.Unsubscribe(one, Message)).Length, Token(links.Unsubscribe(other, Message)).Length);
        Assert.Equal(Token(links.Unsubscribe(one, Message)).Length, Token(links.Feedback(other, Message, Now)).Length);
        Assert.NotEqual(Unsubscribe(), Unsubscribe());
        Assert.DoesNotContain("bbbb", Encoding.Latin1.GetString(Base64Url.DecodeFromChars(Token(links.Unsubscribe(other, Message)))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_key_seals_and_all_of_them_open()
    {
        var old = Unsubscribe();
        var rotated = With("2027", "2026");

        Assert.NotNull(rotated.Open(LinkPurpose.Unsubscribe, old, Now));
        var young = Token(rotated.Unsubscribe(Member, Message));
        Assert.Null(links.Open(LinkPurpose.Unsubscribe, young, Now));
        Assert.NotNull(With("2027").Open(LinkPurpose.Unsubscribe, young, Now));
        Assert.Null(With("2027").Open(LinkPurpose.Unsubscribe, old, Now));
    }

    [Fact]
    public void Another_secret_under_the_same_id_opens_nothing()
    {
        var impostor = new SealedLinks(Options(("2026", Secret("else"))), new(() => new Uri("https://shop.example")));

        Assert.Null(impostor.Open(LinkPurpose.Unsubscribe, Unsubscribe(), Now));
    }

    private static SealedLinks With(params string[] ids) =>
        new(Options([.. ids.Select(id => (id, Secret(id)))]), new(() => new Uri("https://shop.example/loyalty/")));

    private static Microsoft.Extensions.Options.IOptions<LinkOptions> Options(params (string Id, string Secret)[] keys) =>
        Microsoft.Extensions.Options.Options.Create(
            new LinkOptions { Keys = [.. keys.Select(key => new LinkKeyOptions { Id = key.Id, Secret = key.Secret })] });

    private static string Secret(string of) => Convert.ToBase64String(Encoding.ASCII.GetBytes(of.PadRight(32, 'x')));

    private string Unsubscribe() => Token(links.Unsubscribe(Member, Message));

    private string Feedback() => Token(links.Feedback(Member, Message, Now));

    private static string Token(Uri link) => link.Segments[^1];
}
