using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Programs;

/// <summary>The stores with a zone or a day start of their own.</summary>
internal static class StoresJson
{
    public static ImmutableDictionary<StoreId, StoreRules> Read(JsonElement element, JsonErrors errors)
    {
        var stores = ImmutableDictionary.CreateBuilder<StoreId, StoreRules>();
        foreach (var (name, value) in JsonFields.Entries(element, "stores by id", errors))
        {
            if (StoreId.TryParse(name) is not { } id)
            {
                errors.AddAt(name, $"Expected {ProgramValues.StoreRule}.");
                continue;
            }

            using (errors.In(name))
            {
                var fields = new JsonFields(value, errors, "zone", "dayStart");
                stores[id] = new(
                    fields.Optional("zone", ProgramValues.Zone, ProgramValues.ZoneRule),
                    fields.OptionalValue<LocalTime>("dayStart", ProgramValues.Time, ProgramValues.TimeRule));
            }
        }

        return stores.ToImmutable();
    }
}
