using System.Security.Cryptography;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>
/// Looks at a member whose hint has come due, and does all that is to be done now: issues rewards, and claims, sends and records
/// messages, one after the other. The hint is taken out last, so that whatever a crash leaves is looked at again.
/// </summary>
public sealed class MemberLook(
    MemberCommits commits,
    Judge judge,
    MessageRows rows,
    LetterDesk desk,
    PublishedProgram program,
    IEmailProvider provider,
    Pace pace,
    DueIndex due,
    IClock clock,
    ILogger<MemberLook> logger)
{
    private const int GuidBytes = 16;

    // What is left of a lease when it is too late to begin.
    private static readonly Duration LeaseLeft = Duration.FromMinutes(2);

    internal async Task LookAsync(Sweep sweep, Hint hint, CancellationToken cancellationToken)
    {
        Sent? sent = null;
        while (true)
        {
            switch (await LookOnceAsync(sweep, hint, sent, cancellationToken))
            {
                case Look.Claimed { Letter: var letter }:
                    sent = new(letter, await SendAsync(letter));
                    if (sent.Delivery is Delivery.Unclear)
                    {
                        // The claim stays until its lease ends, and the hint with it.
                        return;
                    }

                    break;
                case Look.Absent when sent is not null:
                    // The member was erased while the letter was on its way.
                    await provider.ForgetAsync([sent.Letter.Claim.Id], cancellationToken);
                    await due.RemoveAsync(hint, cancellationToken);
                    return;
                case Look.Absent when !DueIndex.IsOver(hint, clock.GetCurrentInstant()):
                    // Whoever left the hint may not have written the member yet.
                    return;
                default:
                    await due.RemoveAsync(hint, cancellationToken);
                    return;
            }
        }
    }

    private async Task<Look> LookOnceAsync(Sweep sweep, Hint hint, Sent? sent, CancellationToken cancellationToken)
    {
        var attempts = new Attempts(hint.Member, follows: false);
        Letter? tried = null;
        var turn = new Turn(sweep, Instant.MinValue, new Guid(RandomNumberGenerator.GetBytes(GuidBytes)));
        return await Contention.RetryAsync<Look>(TryAsync, cancellationToken);

        async Task<Look?> TryAsync()
        {
            var row = await commits.ReadAsync(attempts, cancellationToken);
            if (row is null)
            {
                return new Look.Absent();
            }

            if (MemberRow.MergedIntoOf(row) is not null)
            {
                // Whoever has the number now has hints of their own.
                return new Look.Done();
            }

            var before = MemberRow.Read(row);
            if (tried is not null && before.Outreach.Claim?.Nonce == tried.Claim.Nonce)
            {
                // It was committed, and only the reply was lost.
                return new Look.Claimed(tried);
            }

            var now = clock.GetCurrentInstant();
            var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
            var member = before;
            MessageChange? recorded = null;
            if (sent is not null
                && Messaging.Record(
                    before.Outreach,
                    sent.Letter.Claim,
                    sent.Delivery,
                    sent.Letter.Email?.To,
                    versions.Newest.Today(now),
                    before.Profile.ZoneOr(versions.Newest.Zone),
                    now) is var (state, change))
            {
                member = before with { Outreach = state };
                recorded = change;
            }

            var judgement = await DecideAsync();
            if (judgement.Claimed is not null && turn.Slot == Instant.MinValue)
            {
                turn = turn with { Slot = pace.Slot(hint.Member, now) };
                if (turn.Slot > now)
                {
                    judgement = await DecideAsync();
                }
            }

            tried = judgement.Claimed is { } claim ? await desk.WriteAsync(claim, judgement, versions, now, cancellationToken) : null;
            var writes = await rows.WriteAsync(before, recorded, judgement, tried, now, cancellationToken);
            var result = await commits.CommitAsync(attempts, row, judgement, writes, cancellationToken);
            if (result is not CommitResult.Committed)
            {
                return null;
            }

            foreach (var message in judgement.Messages.Prepend(recorded).OfType<MessageChange>())
            {
                Telemetry.Written(message);
            }

            return tried is null ? new Look.Done() : new Look.Claimed(tried);

            // What stands once something was sent has been left anew, and is not the hint that is taken out.
            Task<Judgement> DecideAsync() => judge.DecideAsync(
                attempts, new(member, []), versions, turn, now, cancellationToken, own: sent is null ? sweep : null);
        }
    }

    /// <summary>Sends to the end even where the host is told to stop: what is claimed and not sent would be an unknown outcome.
    /// </summary>
    private async Task<Delivery> SendAsync(Letter letter)
    {
        if (letter.Email is null)
        {
            return new Delivery.Refused("The message could not be written.");
        }

        var now = clock.GetCurrentInstant();
        if (now > letter.Claim.LeaseEnd - LeaseLeft)
        {
            return new Delivery.NotNow(now);
        }

        try
        {
            using var span = Telemetry.Hand(letter.Claim.Occasion.Kind);
            var delivery = await provider.SendAsync(letter.Email, letter.Claim.Id, CancellationToken.None);
            Telemetry.Handed(span, delivery);
            if (delivery is Delivery.NotNow { Again: var again })
            {
                pace.Blocked(again);
            }

            return delivery;
        }
        catch (Exception exception)
        {
            logger.SendingFailed(exception);
            return new Delivery.Unclear();
        }
    }
}
