using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>How many rewards a member was issued in a month, by their ids in the program: of those alone that a program limits, so
/// that nobody else's row grows. Given ones count too; one that is revoked makes no room.</summary>
/// <param name="Month">In the program's zone.</param>
public sealed record MonthlyCount(YearMonth Month, ImmutableSortedDictionary<string, int> Issued)
{
    public static MonthlyCount None { get; } =
        new(default, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    public int Of(string termsId, LocalDate today) => Month == today.ToYearMonth() ? Issued.GetValueOrDefault(termsId) : 0;

    /// <summary>Of two numbers of one person: the later month, and what both had in it.</summary>
    public MonthlyCount And(MonthlyCount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Month != other.Month
            ? Month > other.Month ? this : other
            : this with
            {
                Issued = other.Issued.Aggregate(
                    Issued, (sums, issued) => sums.SetItem(issued.Key, sums.GetValueOrDefault(issued.Key) + issued.Value)),
            };
    }

    public MonthlyCount With(IEnumerable<Reward> issued, ProgramVersions versions, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(issued);
        var limited = issued.Where(reward => reward.Terms(versions).PerMemberMonth is not null).ToList();
        if (limited.Count == 0)
        {
            return this;
        }

        var month = today.ToYearMonth();
        var counts = (Month == month ? Issued : None.Issued).ToBuilder();
        foreach (var reward in limited)
        {
            counts[reward.TermsId] = counts.GetValueOrDefault(reward.TermsId) + 1;
        }

        return new(month, counts.ToImmutable());
    }
}
