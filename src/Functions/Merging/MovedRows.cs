using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Merging;

/// <summary>The rows that go with a number under the key that they have: no two members have one of the same.</summary>
internal static class MovedRows
{
    private static readonly string[] From =
        [MemberKeys.RewardsFrom, MemberKeys.RedemptionsFrom, MemberKeys.MessagesFrom, MemberKeys.FeedbacksFrom];

    private static readonly string[] Copied = [.. From, MemberKeys.EventsFrom, MemberKeys.RefundsFrom];

    /// <summary>Whether a row is with the number alone while it is merged.</summary>
    public static bool Stays(Row row) => !Array.Exists(Copied, from => row.Key.StartsWith(from, StringComparison.Ordinal));

    public static bool IsOne(Row row) => Array.Exists(From, from => row.Key.StartsWith(from, StringComparison.Ordinal));
}
