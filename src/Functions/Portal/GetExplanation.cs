using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Rewards;
using Loyalty.Functions.Portal.Timeline;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Explanations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal;

/// <summary>Says why a member stands where they stand: one point read, the rows of their messages and gifts, and, of the few
/// who have any, those of what was withheld from them.</summary>
public sealed class GetExplanation(Gate gate, MemberReader members, PublishedProgram program, IStore store, IClock clock)
{
    private const int MostMessages = 50;
    private const int MostGifts = 50;
    private const int MostWithheld = 50;

    [Function(nameof(GetExplanation))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}/explain")] HttpRequest request,
        string member,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            if (await members.FindAsync(member, cancellationToken) is not { } found)
            {
                return Problems.NotFound("No such member was ever seen.");
            }

            var versions = await program.VersionsAsync(found.NewestVersion, cancellationToken);
            var messages = new List<StoredMessage>();
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, found.Id.ToString(), MemberKeys.MessagesFrom, MemberKeys.MessagesBelow, cancellationToken))
            {
                messages.Add(MessageRow.Read(row));
            }

            var gifts = new List<StoredGift>();
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, found.Id.ToString(), MemberKeys.GiftsFrom, MemberKeys.GiftsBelow, cancellationToken))
            {
                gifts.Add(StoredGift.Read(row));
            }

            var withheld = await WithheldAsync(found, cancellationToken);
            var now = clock.GetCurrentInstant();
            return JsonAnswer.Of(writer => ExplanationJson.Write(
                writer, versions, found, withheld, now, inner => WriteGifts(inner, gifts), inner => WriteMessages(inner, messages)));
        });

    private static void WriteGifts(Utf8JsonWriter writer, List<StoredGift> gifts)
    {
        writer.WriteStartArray("gifts");
        foreach (var gift in gifts
            .OrderByDescending(gift => gift.At)
            .ThenBy(gift => gift.Id.ToString(), StringComparer.Ordinal)
            .Take(MostGifts))
        {
            writer.WriteStartObject();
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(gift.At));
            TimelineItems.WriteGift(writer, gift);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMessages(Utf8JsonWriter writer, List<StoredMessage> messages)
    {
        writer.WriteStartArray("decided");
        foreach (var message in messages
            .OrderByDescending(message => message.SentAt ?? message.DecidedAt)
            .ThenBy(message => message.Id.ToString(), StringComparer.Ordinal)
            .Take(MostMessages))
        {
            writer.WriteStartObject();
            TimelineItems.WriteMessage(writer, message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The newest first.</summary>
    private async Task<IReadOnlyCollection<WithheldReward>> WithheldAsync(Member member, CancellationToken cancellationToken)
    {
        var withheld = new List<WithheldReward>();
        if (member.Rewards.Withheld.IsEmpty && member.Merged.IsEmpty)
        {
            return withheld;
        }

        foreach (var number in member.Numbers)
        {
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, number.ToString(), MemberKeys.WithheldFrom, MemberKeys.WithheldBelow, cancellationToken))
            {
                withheld.Add(WithheldRow.Read(row));
            }
        }

        return
        [
            .. withheld
                .OrderByDescending(reward => reward.At)
                .ThenBy(reward => reward.Key)
                .ThenByDescending(reward => reward.Number)
                .Take(MostWithheld),
        ];
    }
}
