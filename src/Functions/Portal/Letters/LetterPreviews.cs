using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Loyalty.Functions.Portal.Letters;

/// <summary>Writes a message for staff to look at: by the published program and the templates, for a real member. Nothing is stored,
/// claimed or sent, and its links lead nowhere.</summary>
public sealed class LetterPreviews(PublishedProgram program, LetterWriter writer, MemberReader members, IClock clock)
{
    private const string SampleAnswer = "Here stands what you answer.";

    // No address ends so (RFC 2606): whoever follows a link sees what it is.
    private static readonly Uri Unsubscribe = new("https://preview.invalid/unsubscribe");
    private static readonly Uri Feedback = new("https://preview.invalid/feedback");
    private const string NoAddress = "nobody@preview.invalid";

    /// <summary>The kind of that name, as the program has it; null where there is none.</summary>
    internal static MessageKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            if (kind.Name() == name)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Writes it, or says why not, as the interface answers it.</summary>
    internal async Task<(LetterPreview? Preview, IResult? Refusal)> WriteAsync(
        string member, string kind, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } known)
        {
            return (null, Problems.Invalid("/kind", $"Expected one of {string.Join(", ", Enum.GetValues<MessageKind>().Select(one => one.Name()))}."));
        }

        if (await members.FindAsync(member, cancellationToken) is not { } found)
        {
            return (null, Problems.NotFound("No such member was ever seen."));
        }

        return await WriteAsync(found, known, cancellationToken) is { } preview
            ? (preview, null)
            : (null, Problems.Problem(StatusCodes.Status409Conflict, "The program in force sends no messages."));
    }

    private async Task<LetterPreview?> WriteAsync(Member member, MessageKind kind, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(member.NewestVersion, cancellationToken);
        var now = clock.GetCurrentInstant();
        var standing = Standing.Evaluate(versions, member.History, versions.Newest.Today(now));
        if (standing.Version.Program.Messages is not { } rules)
        {
            return null;
        }

        var next = Upcoming.Of(versions, member, standing, now).FirstOrDefault(message => message.Occasion.Kind == kind);
        var own = OwnReward(kind, member, next, standing, now);
        var sample = own is null ? SampleReward.Of(kind, next, standing, now) : null;
        var addressed = member with { Profile = member.Profile with { Email = member.Profile.Email ?? NoAddress } };
        var email = writer.Write(new LetterRequest(
            next?.Occasion ?? new Occasion(kind, "preview"),
            addressed,
            standing,
            versions,
            own ?? sample,
            kind == MessageKind.Answer ? SampleAnswer : null,
            Unsubscribe,
            kind == MessageKind.ThankYou && rules.ThankYou is { AskFeedback: true } ? Feedback : null,
            now));
        return new(email, sample is not null || kind == MessageKind.Answer, next);
    }

    /// <summary>The reward of the member's that the message would be about.</summary>
    private static Reward? OwnReward(MessageKind kind, Member member, UpcomingMessage? next, Standing standing, Instant now)
    {
        var open = member.Rewards.Open.Where(reward => reward.StatusAt(now, standing.Date) == RewardStatus.Open);
        return kind switch
        {
            MessageKind.TierUpgrade => open.LastOrDefault(reward => reward.Key == RewardKey.Tier(standing.Tier.Id)),
            MessageKind.RewardExpiring when next is null => open.MinBy(reward => reward.ExpiresOn),
            _ => open.LastOrDefault(reward => reward.Code == next?.Reward),
        };
    }
}
