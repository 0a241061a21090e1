using System.Text.Json;

namespace Loyalty.Wire.Json;

/// <summary>Finds the names that an object has more than once, at any depth.</summary>
internal static class DuplicateNames
{
    public static void Report(JsonElement element, JsonErrors errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            ReportObject(element, errors);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                using (errors.In(index++))
                {
                    Report(item, errors);
                }
            }
        }
    }

    private static void ReportObject(JsonElement element, JsonErrors errors)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = property.TolerantName();
            times[name] = times.GetValueOrDefault(name) + 1;
            if (times[name] == 2)
            {
                errors.AddAt(name, "Is there more than once; name each field of an object once.");
            }

            using (errors.In(name))
            {
                Report(property.Value, errors);
            }
        }
    }
}
