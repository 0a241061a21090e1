using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>Takes delivery reports to the message and the member that they are about. One on an operation that is not ours, or of
/// somebody who was erased, is about nobody.</summary>
public sealed class DeliveryReports(MessageRows rows, MemberChanges members, PublishedProgram program)
{
    /// <summary>The queue that Event Grid puts them on.</summary>
    public const string Queue = "delivery-reports";

    public async Task TakeAsync(DeliveryReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (await rows.MemberOfAsync(report.Message, cancellationToken) is { } id)
        {
            MessageChange? known = null;
            await members.ChangeAsync(
                id,
                async (before, now) =>
                {
                    (known, var change) = await TakeAsync(before, report, now, cancellationToken);
                    return change;
                },
                cancellationToken);
            Count(known, report);
        }
    }

    // A report is also how a message whose reply was lost is known to have been taken.
    private static void Count(MessageChange? known, DeliveryReport report)
    {
        if (known is not null)
        {
            Telemetry.Reported(known.Occasion.Kind, report.Status);
        }

        if (known is { Status: MessageStatus.Claimed or MessageStatus.Deferred })
        {
            Telemetry.Written(known with { Status = MessageStatus.Sent });
        }
    }

    /// <summary>The message as it was known where the report changes what is known of it, and what is to be written.</summary>
    private async Task<(MessageChange? Known, MemberChange? Change)> TakeAsync(
        Member? before, DeliveryReport report, Instant now, CancellationToken cancellationToken)
    {
        if (before is null || await rows.ReadAsync(before.Id, report.Message, cancellationToken) is not { } message)
        {
            return (null, null);
        }

        var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var worst = Enum.TryParse<DeliveryStatus>(message.Report, out var reported) ? reported : (DeliveryStatus?)null;
        return Reports.Take(versions, before, message.ToChange(), message.To, worst, report, now) is var (state, change, worstNow)
            ? (worstNow == worst ? null : message.ToChange(), new(before with { Outreach = state }, [MessageRow.Write(message with
            {
                Status = change.Status,
                Why = change.Why,
                SentAt = message.SentAt ?? now,
                Report = worstNow.ToString(),
            })]))
            : (null, null);
    }
}
