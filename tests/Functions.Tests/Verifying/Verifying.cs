using System.Text.Json;
using Loyalty.Functions.Tests.Portal;

namespace Loyalty.Functions.Tests.Verifying;

/// <summary>Members held to their ledgers over HTTP.</summary>
internal static class Verifying
{
    /// <summary>What differs, as <c>m-1 member history</c>; each of it mended where that was asked for.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(this PortalBench bench, bool mend = false, string? member = null)
    {
        var found = new List<string>();
        for (var next = ""; next is not null;)
        {
            var query = $"?mend={(mend ? "true" : "false")}{(member is null ? "" : $"&member={member}")}{(next.Length == 0 ? "" : $"&after={Uri.EscapeDataString(next)}")}";
            using var answer = await bench.Staff.PostAsync($"/api/verify{query}", null, CancellationToken.None);
            var json = await PortalBench.JsonAsync(answer);
            Assert.True(answer.IsSuccessStatusCode, json.GetRawText());
            found.AddRange(json.GetProperty("differences").EnumerateArray().Select(one =>
            {
                Assert.Equal(mend, one.GetProperty("mended").GetBoolean());
                return Text(one);
            }));
            next = json.GetProperty("next").GetString();
        }

        return found;
    }

    private static string Text(JsonElement one) =>
        $"{one.GetProperty("member").GetString()} {one.GetProperty("row").GetString()} {one.GetProperty("field").GetString()}";
}
