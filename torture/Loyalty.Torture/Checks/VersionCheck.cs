using System.Text.Json;
using Loyalty.Torture.Clients;
using Loyalty.Torture.Shop;
using NodaTime.Text;

namespace Loyalty.Torture.Checks;

/// <summary>Whether the versions are those that were published, in this order, each from its day.</summary>
internal static class VersionCheck
{
    public static async Task<IReadOnlyList<string>> FindingsAsync(ShopClient shop, Acknowledged acknowledged)
    {
        var found = new List<string>();
        var after = "";
        do
        {
            var page = (await shop.GetAsync($"/api/program/versions{after}")).Json;
            found.AddRange(page.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("from").GetString()!));
            after = page.GetProperty("next") is { ValueKind: not JsonValueKind.Null } next ? $"?after={next}" : "";
        }
        while (after.Length > 0);

        // The newest is told first, and the first was published by the host itself.
        var told = found.AsEnumerable().Reverse().Skip(1).ToList();
        var expected = acknowledged.Versions.Select(version => LocalDatePattern.Iso.Format(version.From)).ToList();
        return told.SequenceEqual(expected)
            ? []
            : [$"Versions were published from {string.Join(", ", expected)}, and there are {string.Join(", ", told)}."];
    }
}
