using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>What publishing cannot change, since events have been dated and summed by it.</summary>
internal static class Unchangeable
{
    public static void Report(LoyaltyProgram before, LoyaltyProgram after, JsonErrors errors)
    {
        Compare("currency", before.Currency, after.Currency);
        Compare("zone", before.Zone, after.Zone);
        Compare("dayStart", before.DayStart, after.DayStart);
        Compare("weekStart", before.WeekStart, after.WeekStart);
        if (errors.Any)
        {
            return;
        }

        using (errors.In("stores"))
        {
            foreach (var (store, rules) in before.Stores.OrderBy(store => store.Key))
            {
                var now = after.Stores.GetValueOrDefault(store);
                if ((rules.Zone ?? before.Zone, rules.DayStart ?? before.DayStart)
                    != (now?.Zone ?? after.Zone, now?.DayStart ?? after.DayStart))
                {
                    errors.AddAt(store.ToString(), "A known store's zone and dayStart cannot be changed; write them as they were.");
                }
            }
        }

        void Compare<T>(string name, T was, T now)
        {
            if (!Equals(was, now))
            {
                errors.AddAt(name, "Cannot be changed by publishing; write it as it was.");
            }
        }
    }
}
