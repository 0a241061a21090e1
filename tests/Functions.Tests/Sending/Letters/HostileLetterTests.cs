using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Sending;
using Loyalty.LocalHost.Mail;
using MimeKit;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>Whatever a customer calls themselves and a marketer calls their things: no letter gets another header, recipient,
/// element or link by it.</summary>
public sealed class HostileLetterTests
{
    private const int Times = 50_000;

    private static readonly string[] Headers =
        ["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"];

    private static readonly string[] UnsubscribeHeaders = ["List-Unsubscribe", "List-Unsubscribe-Post"];

    // Controls, but for the line feed of the bodies; other line ends; what turns the direction of all that follows.
    private static readonly SearchValues<char> Unfit = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c != '\n'),
            .. "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        ]);

    [Fact]
    public void Nothing_in_50_000_letters_gets_out_of_its_place()
    {
        var shapes = new ConcurrentDictionary<HostileLetter.Shape, string>();
        Parallel.For(0, Times, () => new HtmlParser(), (seed, _, parser) =>
        {
            var letter = HostileLetter.Draw(seed);
            var email = SomeLetters.Writer.Write(letter.Request);
            try
            {
                var page = parser.ParseDocument(email.Html);
                var expected = shapes.GetOrAdd(
                    letter.Form, form => ShapeOf(parser.ParseDocument(SomeLetters.Writer.Write(HostileLetter.Harmless(form)).Html)));
                Assert.Equal(expected, ShapeOf(page));
                AssertSaid(page, letter, email);
                AssertOneMessage(email, letter.Request.Occasion.Kind);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Letter {seed}, {letter.Form}, subject {email.Subject}", exception);
            }

            return parser;
        }, _ => { });

        Assert.Equal(
            Enum.GetValues<MessageKind>().Length * SomeLetters.Locales.Count * SomeLetters.Situations.Count,
            shapes.Keys.Select(form => (form.Kind, form.Locale, form.Situation)).Distinct().Count());
    }

    /// <summary>The elements, their attributes and where they lead to: everything but what is to be read.</summary>
    private static string ShapeOf(IDocument page)
    {
        var shape = new StringBuilder();
        foreach (var element in page.All)
        {
            shape.Append(element.ParentElement?.LocalName).Append('>').Append(element.LocalName);
            foreach (var attribute in element.Attributes)
            {
                shape.Append(' ').Append(attribute.Name).Append('=').Append(attribute.Name == "aria-label" ? "" : attribute.Value);
            }

            shape.Append('\n');
        }

        return shape.ToString();
    }

    /// <summary>What was hostile is there, to the letter, and is read as what it is.</summary>
    private static void AssertSaid(IDocument page, HostileLetter letter, Email email)
    {
        Assert.Equal(email.Subject, page.QuerySelector("title")!.TextContent);
        Assert.Equal(email.Subject, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(letter.Shop, page.QuerySelector("bdi")!.TextContent);
        if (letter.Name is { } name)
        {
            Assert.Contains(page.QuerySelectorAll("bdi"), bdi => bdi.TextContent == name);
            Assert.Contains(name, email.Text, StringComparison.Ordinal);
        }

        Assert.False((email.Html + email.Text).AsSpan().ContainsAny(Unfit));
        Assert.DoesNotContain(email.Subject + email.ToName + email.From.Name, char.IsControl);
    }

    /// <summary>As a mail program reads the file.</summary>
    private static void AssertOneMessage(Email email, MessageKind kind)
    {
        using var file = new MemoryStream();
        using (var message = MailMessage.Of(email, MessageId.Of(MemberId.Parse("m-1"), new(kind, "1")), SomeLetters.Now))
        {
            message.WriteTo(file);
        }

        file.Position = 0;
        string[] expected = kind == MessageKind.Answer ? Headers : [.. Headers, .. UnsubscribeHeaders];
        Assert.Equal(expected.Order(StringComparer.Ordinal), HeaderList.Load(file).Select(header => header.Field).Order(StringComparer.Ordinal));
        file.Position = 0;
        using var read = MimeMessage.Load(file);
        var from = Assert.IsType<MailboxAddress>(Assert.Single(read.From));
        Assert.Equal(email.From.Address, from.Address);
        Assert.Equal(Dense(email.From.Name), Dense(from.Name));
        var to = Assert.IsType<MailboxAddress>(Assert.Single(read.To));
        Assert.Equal(email.To, to.Address);
        Assert.Equal(Dense(email.ToName), Dense(to.Name));
        Assert.Equal(Dense(email.Subject), Dense(read.Subject));
        Assert.Equal(email.Html, read.HtmlBody!.ReplaceLineEndings("\n"));
        Assert.Equal(email.Text, read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(2, read.BodyParts.Count());
        Assert.Empty(read.Attachments);
    }

    // A header that is folded may have a space more.
    private static string Dense(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
}
