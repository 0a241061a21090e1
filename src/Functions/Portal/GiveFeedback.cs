using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Takes a customer's mark and comment, by the link in a message. Looking at the page changes nothing, whatever mark its
/// address chooses: programs that check mail follow links.</summary>
public sealed class GiveFeedback(LinkGate gate, MemberChanges changes, ComplaintList complaints, IStore store)
{
    [Function(nameof(GiveFeedback))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "feedback/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            LinkPurpose.Feedback,
            token,
            async visit =>
            {
                var message = visit.Target.Message;
                var before = visit.Member is { Id: var member } ? await ReadAsync(member, message, cancellationToken) : null;
                if (visit.Member is null || (before?.Kind ?? await KindAsync(visit.Member.Id, message, cancellationToken)) is not { } kind)
                {
                    // The member was erased, and whoever has the number now was never asked.
                    return visit.NoGood();
                }

                return HttpMethods.IsGet(request.Method)
                    ? FeedbackPages.Form(visit, Mark.TryParse(request.Query["mark"]), "", before is not null)
                    : await TakeAsync(visit, kind, before is not null, request, cancellationToken);
            },
            cancellationToken);

    private async Task<CustomerPage> TakeAsync(
        LinkVisit visit, MessageKind kind, bool again, HttpRequest request, CancellationToken cancellationToken)
    {
        var texts = visit.Texts;
        if (await Body.ReadAsync(request, PostedForm.MaxBytes, cancellationToken) is not { } body)
        {
            return Wrong(null, texts.CommentTooLong, StatusCodes.Status413PayloadTooLarge);
        }

        return FeedbackForm.Read(request, body) switch
        {
            null => Wrong(null, texts.FormUnreadable),
            { Mark: null } form => Wrong(form, texts.MarkMissing),
            { IsTooLong: true } form => Wrong(form, texts.CommentTooLong),
            { Mark: { } mark, Comment: var comment } =>
                await SayAsync(visit, kind, mark, comment, cancellationToken) is { } feedback
                    ? FeedbackPages.Thanks(visit, feedback)
                    : visit.NoGood(),
        };

        CustomerPage Wrong(FeedbackForm? form, string wrong, int status = StatusCodes.Status400BadRequest) =>
            FeedbackPages.Form(visit, form?.Mark, form?.Comment ?? "", again, wrong, status);
    }

    /// <summary>The feedback as it is now; null where the member is gone.</summary>
    private async Task<Feedback?> SayAsync(
        LinkVisit visit, MessageKind kind, Mark mark, string comment, CancellationToken cancellationToken)
    {
        var (member, message) = visit.Target;
        Feedback? before = null;
        Feedback? after = null;
        await changes.ChangeAsync(
            member,
            async (found, _) =>
            {
                before = found is null ? null : await ReadAsync(found.Id, message, cancellationToken);
                after = found is null ? null
                    : before is null ? Feedback.First(message, kind, mark, comment, visit.Now)
                    : before.Say(mark, comment, visit.Now);
                if (found is null || after is null || ReferenceEquals(after, before))
                {
                    return null;
                }

                if (after is { IsOpen: true, Last.OpenedAt: { } openedAt })
                {
                    await complaints.OpenAsync(member, message, openedAt, cancellationToken);
                }

                return new(found with { Outreach = after.In(found.Outreach) }, [FeedbackRow.Write(after)]);
            },
            cancellationToken);

        if (before is { IsOpen: true, Last.OpenedAt: { } since } && after is { IsOpen: false })
        {
            await complaints.CloseAsync(message, since, cancellationToken);
        }

        return after;
    }

    private async Task<Feedback?> ReadAsync(MemberId member, MessageId message, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Feedback(message), cancellationToken) is { } row
            ? FeedbackRow.Read(row)
            : null;

    private async Task<MessageKind?> KindAsync(MemberId member, MessageId message, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Message(message), cancellationToken) is { } row
            ? MessageRow.Read(row).Occasion.Kind
            : null;
}
