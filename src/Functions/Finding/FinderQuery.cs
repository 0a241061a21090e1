using NodaTime;

namespace Loyalty.Functions.Finding;

/// <summary>Whom staff look for.</summary>
internal sealed record FinderQuery
{
    /// <summary>For each term that was typed, the beginnings of words that it stands for; none: everybody.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Terms { get; init; } = [];

    /// <summary>What was typed, which may also be a whole card or phone number.</summary>
    public string Typed { get; init; } = "";

    /// <summary>A level's id.</summary>
    public string? Tier { get; init; }

    public LocalDate? VisitedFrom { get; init; }

    public LocalDate? VisitedTo { get; init; }

    /// <summary>Minor units.</summary>
    public long? SpendFrom { get; init; }

    public long? SpendTo { get; init; }

    public FinderSort Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>The position in the order after which to go on.</summary>
    public string? After { get; init; }

    public int Take { get; init; }

    /// <summary>Whether a line is what is looked for, but for the terms.</summary>
    public bool Admits(FinderLine line) =>
        (Tier is null || line.Tier == Tier)
        && (VisitedFrom is null || line.LastVisit >= VisitedFrom)
        && (VisitedTo is null || line.LastVisit <= VisitedTo)
        && (SpendFrom is null || line.Spend >= SpendFrom)
        && (SpendTo is null || line.Spend <= SpendTo);

    /// <summary>Whether every term is the beginning of a word of the line.</summary>
    public bool IsSaidBy(FinderLine line)
    {
        if (Terms.Count == 0)
        {
            return true;
        }

        var words = FinderWords.Of(line.Member, line.Name, line.Email);
        return Terms.All(term => term.Any(beginning => words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal))));
    }
}
