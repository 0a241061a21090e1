using System.Text;
using Loyalty.Domain.Outreach;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal;

/// <summary>What a customer has filled in.</summary>
/// <param name="Mark">Null where none was chosen.</param>
/// <param name="Comment">Without control characters but line feeds, and without space around it.</param>
internal sealed record FeedbackForm(Mark? Mark, string Comment)
{
    public bool IsTooLong => Comment.EnumerateRunes().Count() > Feedback.MaxCommentLength;

    /// <summary>The form, or null where the body is none that the page has sent.</summary>
    public static FeedbackForm? Read(HttpRequest request, ReadOnlyMemory<byte> body) =>
        PostedForm.Read(request, body) is { } form ? new(Domain.Outreach.Mark.TryParse(form["mark"]), Plain(form["comment"])) : null;

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n' || !Rune.IsControl(rune))
            {
                plain.Append(rune);
            }
            else if (rune.Value == '\t')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Trim();
    }
}
