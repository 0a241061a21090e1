using Loyalty.Domain.Values;

namespace Loyalty.Domain.Backtests;

/// <summary>A share of the members, the same one each time, and a larger one has all of a smaller one.</summary>
public static class MemberShare
{
    /// <param name="percent">1 to 100.</param>
    public static bool Contains(MemberId member, int percent) => HashShare.Contains(Number(member), percent);

    // With a word of its own, so that it is not the members who get no messages for comparison.
    internal static ulong Number(MemberId member) => HashShare.Number($"backtest\n{member}");
}
