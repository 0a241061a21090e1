using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Answers a complaint, which closes it: the next run of the timer mails the answer, with the reward where one is given.
/// </summary>
public sealed class PostAnswer(Gate gate, AnswerDesk desk, PublishedProgram program, IClock clock)
{
    [Function(nameof(PostAnswer))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/feedback/{id}/answer")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
        {
            if (await Body.ReadAsync(request, AnswerJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"An answer may have {AnswerJson.MaxBytes:N0} bytes.");
            }

            return AnswerJson.Parse(body) switch
            {
                Parsed<(string Text, string? Reward)>.Bad { Errors: var errors } => Problems.Invalid(errors),
                Parsed<(string Text, string? Reward)>.Good { Value: var (text, reward) } =>
                    MessageId.TryParse(id) is { } message
                        ? await AnswerAsync(message, text, reward, caller, cancellationToken)
                        : NoFeedback(),
                _ => throw new InvalidOperationException("An answer is good or bad."),
            };
        });

    private async Task<IResult> AnswerAsync(
        MessageId message, string text, string? reward, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return await desk.AnswerAsync(message, text, reward, by, now, cancellationToken) switch
        {
            AnswerResult.NoFeedback => NoFeedback(),
            AnswerResult.NoReward => Problems.Invalid("/reward", "The program in force has no reward of this id."),
            AnswerResult.Refused { Why: var why } =>
                Problems.Problem(StatusCodes.Status409Conflict, why.Detail, new() { ["reason"] = why.Reason }),
            AnswerResult.Given { Member: var member, Feedback: var feedback, Entry: var entry } =>
                Answer(member, feedback, entry, await program.VersionsAsync(member.NewestVersion, cancellationToken), now),
            var result => throw new InvalidOperationException($"{result} is no way to end."),
        };
    }

    private static IResult Answer(Member member, Feedback feedback, FeedbackEntry entry, ProgramVersions versions, Instant now)
    {
        var waits = member.Outreach.Answers.Any(answer => answer.Feedback == feedback.Message && answer.At == entry.Answer!.At)
            ? PendingAnswer.WhyWaiting(member, versions.On(versions.Newest.Today(now)).Program)
            : null;
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartObject();
            FeedbackJson.WriteProperties(writer, member.Id, feedback, entry, now);
            writer.WriteBoolean("mailed", waits is null);
            writer.WriteString("waits", waits);
            writer.WriteEndObject();
        });
    }

    private static IResult NoFeedback() => Problems.NotFound("No customer has given feedback to such a message.");
}
