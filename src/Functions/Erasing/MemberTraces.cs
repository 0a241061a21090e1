using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;
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
            ForgetAsync(BudgetKeys.OfReward(row.Fields.Text("reward")!, Date(row, "issuedAt", versions)), member, cancellationToken)),
        _ when Rest(row, MemberKeys.RedemptionsFrom) is { } id => redemptions.ForgetAsync(id, cancellationToken),
        _ when Rest(row, MemberKeys.MessagesFrom) is { } id => messages.ForgetAsync(id, cancellationToken),
        _ when Rest(row, MemberKeys.LookupsFrom) is { } hash => lookups.ForgetAsync(member, hash, cancellationToken),
        _ when Rest(row, MemberKeys.FeedbacksFrom) is not null => complaints.ForgetAsync(FeedbackRow.Read(row), cancellationToken),
        _ when Rest(row, MemberKeys.GiftsFrom) is not null =>
            ForgetAsync(BudgetKeys.OfGifts(row.Fields.Text("by")!, Date(row, "at", versions)), member, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>The letters that a row says were mailed, or may have been.</summary>
    internal static IEnumerable<MessageId> LettersOf(MemberId member, Row row) =>
        (Rest(row, MemberKeys.MessagesFrom) ?? Rest(row, MemberKeys.LettersFrom)) is { } id ? [MessageId.Parse(id)]
        // From before each code's letter had a row of its own.
        : row.Key == MemberKeys.Card ? CardRow.Read(row).Sent.Select(at => MessageId.OfCode(member, at))
        : [];

    private Task ForgetAsync(string budget, MemberId member, CancellationToken cancellationToken) =>
        budgets.ForgetAsync(budget, member.ToString(), cancellationToken);

    private static string? Rest(Row row, string from) =>
        row.Key.StartsWith(from, StringComparison.Ordinal) ? row.Key[from.Length..] : null;

    private static LocalDate Date(Row row, string name, ProgramVersions versions) =>
        versions.Newest.Today(InstantPattern.ExtendedIso.Parse(row.Fields.Text(name)!).Value);
}
