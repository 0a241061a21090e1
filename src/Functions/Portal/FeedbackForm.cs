using System.Text;
using System.Text.Unicode;
using Loyalty.Domain.Outreach;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal;

/// <summary>What a customer has filled in.</summary>
/// <param name="Mark">Null where none was chosen.</param>
/// <param name="Comment">Without control characters but line feeds, and without space around it.</param>
internal sealed record FeedbackForm(Mark? Mark, string Comment)
{
    /// <summary>Enough for the longest comment with every character escaped.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";

    public bool IsTooLong => Comment.EnumerateRunes().Count() > Feedback.MaxCommentLength;

    /// <summary>The form, or null where the body is none that the page has sent: browsers send UTF-8, and each field once.</summary>
    public static FeedbackForm? Read(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            || !Utf8.IsValid(body.Span))
        {
            return null;
        }

        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        var marks = fields.GetValueOrDefault("mark");
        var comments = fields.GetValueOrDefault("comment");
        return marks.Count > 1 || comments.Count > 1
            ? null
            : new(Domain.Outreach.Mark.TryParse(marks), Plain(comments.ToString()));
    }

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
