using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Templates;

namespace Loyalty.Functions.Sending;

/// <summary>Writes messages from templates.</summary>
public sealed class LetterWriter(LetterTemplates templates)
{
    private const int MaxSubject = 200;
    private const int MaxName = 100;

    public Email Write(LetterRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var profile = request.Member.Profile;
        var (locale, template) = templates.Find(request.Occasion.Kind, profile.Locale);
        var model = LetterModel.Of(request, locale.Format);
        var subject = PlainValue.OfHeader(template.Subject(model), MaxSubject);
        var withSubject = LetterModel.WithSubject(model, subject);
        return new(
            Plain(request.Standing.Version.Program.Messages?.From ?? throw new InvalidOperationException("The program sends no messages.")),
            profile.Email ?? throw new InvalidOperationException("The member has no address."),
            model["name"] is string name ? PlainValue.OfHeader(name, MaxName) : null,
            subject,
            template.Html(withSubject),
            template.Text(withSubject),
            request.Occasion.Kind == MessageKind.Answer
                ? []
                :
                [
                    new("List-Unsubscribe", $"<{request.Unsubscribe}>"),
                    new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                ]);
    }

    /// <summary>The letter that brings a one-time code. It is no message of a kind: nothing ends it.</summary>
    /// <param name="to">The address that the code proves.</param>
    public Email WriteCode(LoyaltyProgram program, Profile profile, string to, string code)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(code);
        var (_, template) = templates.Find(LetterName.Code, profile.Locale);
        var model = LetterModel.OfCode(program.Name, profile.Name, code);
        var subject = PlainValue.OfHeader(template.Subject(model), MaxSubject);
        var withSubject = LetterModel.WithSubject(model, subject);
        return new(
            Plain(program.Messages?.From ?? throw new InvalidOperationException("The program sends no messages.")),
            to,
            model["name"] is string name ? PlainValue.OfHeader(name, MaxName) : null,
            subject,
            template.Html(withSubject),
            template.Text(withSubject),
            []);
    }

    private static Sender Plain(Sender sender) => sender with
    {
        Name = PlainValue.OfHeader(sender.Name ?? "", MaxName) is { Length: > 0 } name ? name : null,
    };
}
