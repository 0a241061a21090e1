using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>The versions of a program, in the order of publishing, and which of them judges a date.</summary>
internal sealed class ReferenceVersions(IReadOnlyList<(LocalDate From, LoyaltyProgram Program)> published)
{
    public LoyaltyProgram this[int version] => published[version].Program;

    // "by the newest version given"
    public LoyaltyProgram Newest => published[^1].Program;

    // "the first is in force from the beginning"
    public LocalDate InForceFrom(int version) => version == 0 ? LocalDate.MinIsoValue : published[version].From;

    // "v(d) is the version in force on date d"; "of two versions of one date the later published counts"
    public int On(LocalDate d)
    {
        var inForce = 0;
        for (var version = 1; version < published.Count; version++)
        {
            if (InForceFrom(version) <= d && InForceFrom(version) >= InForceFrom(inForce))
            {
                inForce = version;
            }
        }

        return inForce;
    }

    // "under v(d) (or under the newest version in force on x that recomputes, where that is later than v(d))"; "versions that
    // come into force after x are left out"
    public int ForTierOn(LocalDate d, LocalDate x)
    {
        var judge = On(d);
        for (var version = 1; version < published.Count; version++)
        {
            var counts = InForceFrom(version) <= x && On(InForceFrom(version)) == version;
            if (counts && published[version].Program.RecomputesTiers && InForceFrom(version) > InForceFrom(judge))
            {
                judge = version;
            }
        }

        return judge;
    }
}
