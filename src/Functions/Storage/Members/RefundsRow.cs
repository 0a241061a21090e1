using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>refunds:PURCHASE</c>: what the refunds and voids of a purchase in the ledger come to.</summary>
internal static class RefundsRow
{
    public static Write Write(EventId purchase, Refunds refunds)
    {
        var fields = new Fields();
        fields.AddChunks("refunds", refunds.Pack());
        return new Write.Put(MemberKeys.Refunds(purchase), fields);
    }

    public static Refunds Read(Row? row) => row is null ? Refunds.None : Refunds.Unpack(row.Fields.ReadChunks("refunds"));
}
