using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Play;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost;

/// <summary>What a host says once it serves: where, with which keys, and what to try.</summary>
internal static class Announcement
{
    /// <param name="someone">A member to try with.</param>
    /// <param name="reward">One to redeem, of the member that is then tried with; null where none is known.</param>
    public static async Task<string> TextAsync(RunningHost host, string someone, OpenReward? reward = null)
    {
        var versions = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(CancellationToken.None);
        var currency = versions.Newest.Currency;
        var member = reward?.Member ?? someone;
        var now = host.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var address = host.Address.ToString().TrimEnd('/');
        var purchase = $$"""
            {"id":"try-{{now.ToUnixTimeSeconds()}}","type":"purchase","member":"{{member}}","store":"try","at":"{{InstantPattern.General.Format(now)}}","amount":1250,"currency":"{{currency}}"}
            """;
        var till = $"curl -H 'Authorization: Bearer {host.Keys.Pos}' -H 'Content-Type: application/json' {address}/api";
        var redeeming = reward is null ? "" : $$"""
            Redeem a reward that is on it, and load it again:
              {{till}}/redemptions -d '{"id":"try-{{now.ToUnixTimeSeconds()}}","code":"{{reward.Code}}","store":"{{reward.Store ?? "try"}}"}'

            """;
        var card = host.Services.GetRequiredService<SealedLinks>().Card(MemberId.Parse(member), now);
        return $"""
            Loyalty listens on {address}
              data       {host.Folder}
              pos key    {host.Keys.Pos}
              staff key  {host.Keys.Staff}
              mail page  {host.MailLink}
              console    {address}/console
            Try:
              {till}/purchases -d '{purchase}'
              curl -H 'Authorization: Bearer {host.Keys.Pos}' {address}/api/members/{member}
            The card of {member}, for a browser:
              {card}
            {redeeming}Ctrl+C stops it.
            """;
    }
}
