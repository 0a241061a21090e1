using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>
/// Every letter as somebody approved it, in tests/Functions.Tests/Sending/Letters/Approved. Whoever changes one on purpose looks at
/// it (artifacts/letters, in a browser) and then approves it:
/// <c>APPROVE_LETTERS=1 dotnet test tests/Functions.Tests --filter LetterSnapshotTests</c>.
/// </summary>
public sealed class LetterSnapshotTests
{
    private const string HowToApprove =
        "A letter is not as it was approved. If it is meant to be so, look at it and run: "
        + "APPROVE_LETTERS=1 dotnet test tests/Functions.Tests --filter LetterSnapshotTests";

    private static readonly bool Approves = Environment.GetEnvironmentVariable("APPROVE_LETTERS") is not null;

    public static TheoryData<string, string> Letters
    {
        get
        {
            var letters = new TheoryData<string, string>();
            foreach (var kind in Enum.GetValues<MessageKind>())
            {
                foreach (var locale in SomeLetters.Locales)
                {
                    letters.Add(kind.Name(), locale);
                }
            }

            return letters;
        }
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_letter_is_as_it_was_approved(string kind, string locale)
    {
        var email = SomeLetters.Write(Enum.GetValues<MessageKind>().Single(k => k.Name() == kind), locale, SomeLetters.Situations[0]);

        AssertApproved($"{locale}-{kind}", email);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void The_letter_of_a_code_is_as_it_was_approved(string locale) => AssertApproved($"{locale}-code", SomeLetters.WriteCode(locale));

    private static void AssertApproved(string name, Email email)
    {
        AssertApproved($"{name}.html", email.Html);
        AssertApproved($"{name}.txt", $"Subject: {email.Subject}\n\n{email.Text}");
    }

    private static void AssertApproved(string name, string text)
    {
        var path = Path.Combine(LetterGallery.Root(), "tests", "Functions.Tests", "Sending", "Letters", "Approved", name);
        if (Approves)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text, $"{name}: {HowToApprove}");
    }
}
