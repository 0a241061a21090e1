using Loyalty.Domain.Purchases;

namespace Loyalty.Domain.Standings;

/// <summary>Goes through a member's dates and collects stamps on one card.</summary>
internal static class StampWalk
{
    /// <summary>Collects on the dates from one place up to another, and gives a reward each time the card is full.</summary>
    public static void Collect(
        StampCard card, VersionRules rules, History history, in DateSums sums, int first, int below, int lastDay, Span<Tally> tallies)
    {
        ref var tally = ref tallies[card.Grant.Place];
        var category = card.Rules.Category is { } counted ? history.Categories.IndexOf(counted) : -1;
        for (var place = first; place < below; place++)
        {
            if (!rules.Gives(card.Grant, sums.Days[place], lastDay))
            {
                continue;
            }

            var collected = card.Rules.Category is null ? (sums.IsVisit(place) ? 1 : 0) : Quantity(history, place, category);
            tally.Stamps += Math.Min(collected, card.Rules.MaxPerDay ?? long.MaxValue);
            if (tally.Stamps >= card.Rules.Every)
            {
                tally.Give(sums.Days[place], tally.Stamps / card.Rules.Every);
                tally.Stamps %= card.Rules.Every;
            }
        }
    }

    private static long Quantity(History history, int place, int category)
    {
        foreach (var goods in history.GoodsAt(place))
        {
            if (goods.Category == category)
            {
                return goods.Goods.Quantity;
            }
        }

        return 0;
    }
}
