using System.Collections.Immutable;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>refunds:PURCHASE</c>: what the refunds and voids of a purchase in the ledger come to, and the rewards that were
/// used on it, so that whoever takes it back finds them without looking elsewhere.</summary>
internal static class RefundsRow
{
    private const char Between = ' ';
    private const char Within = '/';

    public static Write Write(EventId purchase, Refunds refunds, ImmutableArray<UsedReward> used)
    {
        var fields = new Fields { { "used", used.IsEmpty ? null : string.Join(Between, used.Select(Text)) } };
        fields.AddChunks("refunds", refunds.Pack());
        return new Write.Put(MemberKeys.Refunds(purchase), fields);
    }

    public static Refunds Read(Row? row) => row is null ? Refunds.None : Refunds.Unpack(row.Fields.ReadChunks("refunds"));

    public static EventId PurchaseOf(Row row) => EventId.Parse(row.Key[MemberKeys.RefundsFrom.Length..]);

    public static ImmutableArray<UsedReward> ReadUsed(Row? row) =>
        row?.Fields.Text("used") is { } used ? [.. used.Split(Between).Select(Parse)] : [];

    private static string Text(UsedReward used) => $"{used.Code.Stored}{Within}{used.Redemption}";

    private static UsedReward Parse(string text) => new(
        RewardCode.TryParse(text.Split(Within)[0]) ?? throw new FormatException("A stored code is none."),
        RedemptionId.Parse(text.Split(Within)[1]));
}
