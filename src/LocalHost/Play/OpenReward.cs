using System.Text.Json;

namespace Loyalty.LocalHost.Play;

/// <summary>A reward that its member could use now.</summary>
/// <param name="Store">One that takes it; null where all do.</param>
public sealed record OpenReward(string Member, string Code, string? Store)
{
    /// <summary>The first open reward of the first member who has one; null where nobody has.</summary>
    internal static async Task<OpenReward?> FindAsync(PlayClient client, IEnumerable<string> members, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            if (await client.ReadMemberAsync(member, cancellationToken) is { } standing
                && standing.TryGetProperty("rewards", out var rewards)
                && rewards.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } reward)
            {
                return new(
                    member,
                    reward.GetProperty("code").GetString()!,
                    reward.TryGetProperty("stores", out var stores) ? stores[0].GetString() : null);
            }
        }

        return null;
    }
}
