using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Reporting;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;

namespace Loyalty.Benchmarks.Deciding;

/// <summary>What an event costs in the decision: the packed history is unpacked, the purchase is added, the standing evaluated, and the
/// history packed again; beside a bare sum of the amounts of all lines. The whole, each part of it and the sum take turns.</summary>
internal static class DecisionCost
{
    private const int DatesOfTarget = 50;
    private const int Rounds = 25;
    private const int FewRounds = 3;

    private static readonly int[] Dates = [10, DatesOfTarget, 100, 1_000, 10_000];

    public static Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable("dates", "decision", "allocated", "bare sum", "ratio", "packed");
        var parts = section.AddTable("dates", "unpack", "add", "standing", "pack", "allocated: unpack", "add", "standing", "pack");
        foreach (var dates in Dates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var packed = SampleMember.History(dates).Pack();
            var spells = Spells(dates, packed);
            foreach (var spell in spells)
            {
                spell.Prepare();
            }

            var rounds = Enumerable.Range(0, effort.Of(Rounds, FewRounds))
                .Select(_ => Array.ConvertAll(spells, spell => spell.Nanoseconds()))
                .ToList();
            var middle = spells.Select((_, place) => Middle.Of(rounds.Select(round => round[place]))).ToArray();
            var bytes = spells[0].Bytes();
            table.Add(
                $"{dates:N0}",
                $"{middle[0]:N0} ns",
                $"{bytes:N0} bytes",
                $"{middle[1]:N0} ns",
                $"{Middle.Of(rounds.Select(round => round[0] / round[1])):N1}",
                $"{packed.Length:N0} bytes");
            parts.Add([
                $"{dates:N0}",
                .. middle[2..].Select(nanoseconds => $"{nanoseconds:N0} ns"),
                .. spells[2..].Select(spell => $"{spell.Bytes():N0} bytes"),
            ]);
            if (dates == DatesOfTarget)
            {
                section.Measured(Target.DecisionTime, middle[0] / 1_000);
                section.Measured(Target.DecisionBytes, bytes);
            }
        }

        return Task.CompletedTask;
    }

    // The whole, the bare sum, and the parts.
    private static Spell[] Spells(int dates, byte[] packed)
    {
        var versions = new ProgramVersions(SampleProgram.Program);
        var purchases = SampleMember.Purchases(dates);
        var next = purchases[^1].Purchase;
        var amounts = purchases.SelectMany(dated => dated.Purchase.Lines).Select(line => line.Amount).ToArray();
        var history = History.Unpack(packed);
        return
        [
            new(() =>
            {
                var after = History.Unpack(packed).Add(SampleMember.Today, PurchaseLeft.Of(next, Refunds.None));
                var standing = Standing.Evaluate(versions, after, SampleMember.Today);
                return standing.Spend == 0 ? throw new InvalidOperationException("The purchase did not count.") : after.Pack();
            }),
            new(() => Sum(amounts) == 0 ? throw new InvalidOperationException("There is nothing to sum up.") : amounts),
            new(() => History.Unpack(packed)),
            new(() => history.Add(SampleMember.Today, PurchaseLeft.Of(next, Refunds.None))),
            new(() => Standing.Evaluate(versions, history, SampleMember.Today)),
            new(history.Pack),
        ];
    }

    private static long Sum(long[] amounts)
    {
        var sum = 0L;
        foreach (var amount in amounts)
        {
            sum = checked(sum + amount);
        }

        return sum;
    }
}
