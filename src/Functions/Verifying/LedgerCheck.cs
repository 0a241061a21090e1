using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage.Members;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Verifying;

/// <summary>Holds the history, the rows that sum refunds up, and what may be thanked for to the events of the ledger.</summary>
internal static class LedgerCheck
{
    private const int BytesShown = 4;

    public static void Check(Recount recount, MemberFacts facts)
    {
        var stored = recount.Stored;
        var numbers = stored.Numbers;
        var ledger = JointLedger.Of(facts.Events.Where(dated => numbers.Contains(dated.Event.Member)));
        var isJoint = stored.HasJointLedger || !stored.Merged.IsEmpty || facts.Events.Any(dated => dated.Event.Member != stored.Id);
        recount.Differs(MemberKeys.Member, "joint", stored.HasJointLedger ? "true" : null, isJoint ? "true" : null);
        recount.Differs(MemberKeys.Member, "history", HistoryOf(facts), Text(ledger.History));
        var seen = ledger.LastAt is { } at ? stored.Seen(at) : stored;
        recount.Differs(MemberKeys.Member, "seenAt", Text(stored.SeenAt), Text(seen.SeenAt));
        recount.Expected = seen with
        {
            History = ledger.History,
            HasJointLedger = isJoint,
            Outreach = seen.Outreach with
            {
                Recent = [.. seen.Outreach.Recent.Select(recent => Recent(recount, ledger, recent)).OfType<RecentPurchase>()],
            },
        };
        CheckRefunds(recount, facts, ledger, isJoint);
    }

    private static RecentPurchase? Recent(Recount recount, JointLedger ledger, RecentPurchase recent)
    {
        List<CountedPurchase> same = [.. ledger.Purchases.Where(counted => counted.Purchase.Id == recent.Id)];
        if (same.Count > 1)
        {
            // Several numbers used the id: whichever came last.
            return recent;
        }

        var expected = same is [var counted]
            ? recent with
            {
                At = counted.Purchase.At,
                Date = counted.Date,
                Left = counted.Left.Stands ? counted.Left.Categories.Sum(category => category.Value.Amount) : null,
            }
            : null;
        recount.Differs(MemberKeys.Member, $"recent {recent.Id}", Text(recent), Text(expected));
        return expected;
    }

    private static void CheckRefunds(Recount recount, MemberFacts facts, JointLedger ledger, bool isJoint)
    {
        var uses = facts.Redemptions
            .Where(redemption => redemption is { Purchase: not null, RedeemedAt: not null, ReopenedAt: null })
            .ToLookup(redemption => redemption.Purchase!.Value, redemption => new UsedReward(redemption.Code, redemption.Id));
        var taken = isJoint
            ? []
            : ledger.Purchases.Where(counted => counted.Refunds.Count > 0).ToDictionary(counted => counted.Purchase.Id, counted => counted.Refunds);
        var stored = facts.From(MemberKeys.RefundsFrom).Select(row => EventId.TryParse(row.Key[MemberKeys.RefundsFrom.Length..])).OfType<EventId>();
        foreach (var purchase in taken.Keys.Concat(uses.Select(use => use.Key)).Concat(stored).Distinct())
        {
            var key = MemberKeys.Refunds(purchase);
            var row = facts.Find(key);
            var refunds = Try(() => RefundsRow.Read(row));
            var used = Try(() => new Uses(RefundsRow.ReadUsed(row)));

            // Of several numbers nobody reads what these rows sum up.
            var expected = isJoint ? refunds ?? Refunds.None : taken.GetValueOrDefault(purchase) ?? Refunds.None;
            ImmutableArray<UsedReward> expectedUse = [.. (used?.All ?? []).Union(uses[purchase])];
            var differs = recount.Differs(key, "refunds", Text(refunds), Text(expected))
                | recount.Differs(key, "used", used is null ? Recount.Unreadable : Text(used.All), Text(expectedUse));
            if (differs)
            {
                recount.Writes.Add(RefundsRow.Write(purchase, expected, expectedUse));
            }
        }
    }

    public static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    private static string? HistoryOf(MemberFacts facts) => facts.Member is null
        ? null
        : Try(() => Text(MemberRow.HistoryOf(facts.Member))) ?? Recount.Unreadable;

    private static string Text(History history) => string.Create(
        CultureInfo.InvariantCulture,
        $"{history.DatesFrom(LocalDate.MinIsoValue).Count()} dates, {history.WaitingCount} waiting, print {Print(history.Pack())}");

    private static string Text(Refunds? refunds) => refunds is null
        ? Recount.Unreadable
        : string.Create(CultureInfo.InvariantCulture, $"{refunds.Count}, print {Print(refunds.Pack())}");

    private static string Text(ImmutableArray<UsedReward> used) => string.Join(' ', used.Select(use => use.Redemption));

    private static string? Text(RecentPurchase? recent) => recent is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Text(recent.At)} {recent.Date:uuuu-MM-dd} {recent.Left?.ToString(CultureInfo.InvariantCulture) ?? "back"}");

    private static string? Text(Instant? at) => at is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    private static string Print(byte[] packed) => Convert.ToHexStringLower(SHA256.HashData(packed).AsSpan(0, BytesShown));

    private sealed record Uses(ImmutableArray<UsedReward> All);
}
