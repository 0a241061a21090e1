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
            await members.ChangeAsync(id, (before, now) => TakeAsync(before, report, now, cancellationToken), cancellationToken);
        }
    }

    private async Task<MemberChange?> TakeAsync(Member? before, DeliveryReport report, Instant now, CancellationToken cancellationToken)
    {
        if (before is null || await rows.ReadAsync(before.Id, report.Message, cancellationToken) is not { } message)
        {
            return null;
        }

        var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var worst = Enum.TryParse<DeliveryStatus>(message.Report, out var reported) ? reported : (DeliveryStatus?)null;
        return Reports.Take(versions, before, message.ToChange(), message.To, worst, report, now) is var (state, change, worstNow)
            ? new(before with { Outreach = state }, [MessageRow.Write(message with
            {
                Status = change.Status,
                Why = change.Why,
                SentAt = message.SentAt ?? now,
                Report = worstNow.ToString(),
            })])
            : null;
    }
}
