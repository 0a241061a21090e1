using System.Text.Json;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Members;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace Loyalty.Functions.Merging;

/// <summary>What staff are told of a merge.</summary>
internal static class MergeAnswers
{
    public static IResult Of(MemberId member, MergeResult result, int done) => result switch
    {
        MergeResult.Refused { Why: MergeRefusal.NoMember } => Problems.NotFound("There is no such member, or no such merge."),
        MergeResult.Refused { Why: var why } => Problems.Problem(
            StatusCodes.Status409Conflict, Detail(why), new() { ["reason"] = MergeJson.Reason(why) }),
        MergeResult.Done { Merge: var merge, IsNew: var isNew } => JsonAnswer.Of(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("member", member.ToString());
                Write(writer, merge);
                writer.WriteEndObject();
            },
            isNew ? done : StatusCodes.Status200OK),
        _ => throw new InvalidOperationException($"{result} is no way to end."),
    };

    public static void Write(Utf8JsonWriter writer, MergeRow merge)
    {
        writer.WriteString("id", merge.Id.ToString());
        writer.WriteString("from", merge.From.ToString());
        writer.WriteString("status", merge.UndoneAt is null ? "merged" : "undone");
        writer.WriteString("mergedAt", InstantPattern.ExtendedIso.Format(merge.At));
        writer.WriteString("by", merge.By);
        writer.WriteString("reason", merge.Reason);
        writer.WriteString("undoneAt", merge.UndoneAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
        writer.WriteString("undoneBy", merge.UndoneBy);
    }

    private static string Detail(MergeRefusal why) => why switch
    {
        MergeRefusal.AlreadyMerged => "The number is merged into this member already, by a merge of another id.",
        MergeRefusal.MergedElsewhere => "One of the two numbers was merged into another member.",
        MergeRefusal.IdUsedForAnotherMerge => "This id was used for another merge into the member. Each merge has an id of its own.",
        MergeRefusal.Unfinished => "Another merge of one of the two numbers is under way. Try again in some minutes.",
        MergeRefusal.Sending => "A message to the number is being sent. Try again in a minute.",
        MergeRefusal.OpenComplaint => "A complaint waits for its answer, or an answer for its letter. Answer it first.",
        MergeRefusal.MemberFull => "Both together have more purchases or waiting refunds than a member may have.",
        MergeRefusal.TooManyNumbers => $"A member has at most {MergeRules.MaxNumbers} numbers.",
        MergeRefusal.NotNewest => "A later merge into the member has to be undone first.",
        _ => throw new InvalidOperationException($"{why} is no reason."),
    };
}
