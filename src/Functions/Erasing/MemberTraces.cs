using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime.Text;

namespace Loyalty.Functions.Erasing;

/// <summary>Takes out what names a member outside their partition. What that is follows from the rows of the partition, which are
/// therefore taken out after it.</summary>
public sealed class MemberTraces(
    RewardCodes codes, RedemptionIndex redemptions, MessageRows messages, ComplaintList complaints, Lookups lookups, Budgets budgets)
{
    internal Task RemoveAsync(MemberId member, Row row, ProgramVersions versions, CancellationToken cancellationToken) => row.Key switch
    {
        _ when Rest(row, MemberKeys.RewardsFrom) is { } code => Task.WhenAll(
            codes.ForgetAsync(code, cancellationToken),
            budgets.ForgetAsync(
                BudgetKeys.OfReward(row.Fields.Text("reward")!, versions.Newest.Today(At(row, "issuedAt"))), member, cancellationToken)),
        _ when Rest(row, MemberKeys.RedemptionsFrom) is { } id => redemptions.ForgetAsync(id, cancellationToken),
        _ when Rest(row, MemberKeys.MessagesFrom) is { } id => messages.ForgetAsync(id, cancellationToken),
        _ when Rest(row, MemberKeys.LookupsFrom) is { } hash => lookups.ForgetAsync(member, hash, cancellationToken),
        _ when Rest(row, MemberKeys.FeedbacksFrom) is not null => complaints.ForgetAsync(FeedbackRow.Read(row), cancellationToken),
        _ when Rest(row, MemberKeys.GiftsFrom) is not null => budgets.ForgetAsync(
            BudgetKeys.OfGifts(row.Fields.Text("by")!, versions.Newest.Today(At(row, "at"))), member, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static string? Rest(Row row, string from) =>
        row.Key.StartsWith(from, StringComparison.Ordinal) ? row.Key[from.Length..] : null;

    private static NodaTime.Instant At(Row row, string name) => InstantPattern.ExtendedIso.Parse(row.Fields.Text(name)!).Value;
}
