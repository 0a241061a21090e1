using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Sending.Templates;

namespace Loyalty.Functions.Tests.Sending.Letters;

public sealed class LetterHeadersTests
{
    private static readonly LetterSituation Full = SomeLetters.Situations[0];

    /// <summary>RFC 2369 puts the address in angle brackets, RFC 8058 asks for this one value beside it, and both for an https
    /// address.</summary>
    [Fact]
    public void A_letter_can_be_ended_with_one_click()
    {
        foreach (var kind in Enum.GetValues<MessageKind>().Where(kind => kind != MessageKind.Answer))
        {
            Assert.Equal(
                [
                    new("List-Unsubscribe", "<https://loyalty.example.com/unsubscribe/AAAA_-1>"),
                    new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                ],
                SomeLetters.Write(kind, "en", Full).Headers);
        }
    }

    [Fact]
    public void The_answer_to_a_complaint_is_no_list()
    {
        var email = SomeLetters.Write(MessageKind.Answer, "en", Full);

        Assert.Empty(email.Headers);
        Assert.DoesNotContain("unsubscribe", email.Html + email.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("de", "Willkommen bei Bean & Leaf")]
    [InlineData("DE", "Willkommen bei Bean & Leaf")]
    [InlineData("de-AT", "Willkommen bei Bean & Leaf")]
    [InlineData("de-Latn-DE", "Willkommen bei Bean & Leaf")]
    [InlineData("en-GB", "Welcome to Bean & Leaf")]
    [InlineData("pt-BR", "Welcome to Bean & Leaf")]
    [InlineData(null, "Welcome to Bean & Leaf")]
    public void A_letter_is_in_the_members_language_or_in_English(string? locale, string subject) =>
        Assert.Equal(subject, SomeLetters.Write(MessageKind.Welcome, locale, Full).Subject);

    [Fact]
    public void A_region_comes_before_its_language_and_that_before_English()
    {
        using var templates = new EditedTemplates("en", "de");
        Directory.CreateDirectory(templates.PathOf("de-AT"));
        foreach (var file in Directory.EnumerateFiles(templates.PathOf("de")).Where(file => !file.Contains("birthday", StringComparison.Ordinal)))
        {
            File.Copy(file, templates.PathOf($"de-AT/{Path.GetFileName(file)}"));
        }

        templates.Replace("de-AT/welcome.txt", "Willkommen bei", "Servus bei");
        foreach (var form in new[] { "html", "txt" })
        {
            File.Delete(templates.PathOf($"de/winBack.{form}"));
            File.Delete(templates.PathOf($"de-AT/winBack.{form}"));
        }

        var writer = new LetterWriter(LetterTemplates.Load(templates.Path));

        Assert.Equal("Servus bei Bean & Leaf", SubjectOf(MessageKind.Welcome));
        Assert.Equal("Alles Gute zum Geburtstag, Ann Ozola!", SubjectOf(MessageKind.Birthday));
        Assert.Equal("We miss you at Bean & Leaf", SubjectOf(MessageKind.WinBack));

        string SubjectOf(MessageKind kind) => writer.Write(SomeLetters.Request(kind, "de-AT", Full)).Subject;
    }

    [Theory]
    [InlineData("Bean\r\nBcc: evil@example.com", "Bean  Bcc: evil@example.com")]
    [InlineData("\u202eBean", "Bean")]
    [InlineData("=?utf-8?q?evil?=", "= ?utf-8?q?evil?=")]
    [InlineData("\r\n", null)]
    public void The_senders_name_is_one_plain_line(string name, string? sent)
    {
        var program = SomeLetters.ProgramOf(Full);
        program = program with { Messages = program.Messages! with { From = new Sender(name, "hello@example.com") } };

        Assert.Equal(
            new Sender(sent, "hello@example.com"),
            SomeLetters.Writer.Write(SomeLetters.Request(MessageKind.Welcome, "en", Full, program)).From);
    }

    [Fact]
    public void A_subject_is_cut_where_no_character_breaks()
    {
        var program = SomeLetters.ProgramOf(Full) with { Name = string.Concat(Enumerable.Repeat("😀", 120)) };

        var subject = SomeLetters.Writer.Write(SomeLetters.Request(MessageKind.Welcome, "en", Full, program)).Subject;

        // "Welcome to " takes 11 of the 200, so that a pair would begin with the last.
        Assert.Equal("Welcome to " + string.Concat(Enumerable.Repeat("😀", 94)), subject);
    }
}
