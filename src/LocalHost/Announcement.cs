using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Loyalty.LocalHost.Hosting;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost;

/// <summary>What a host says once it serves: where, with which keys, and what to try.</summary>
internal static class Announcement
{
    public static async Task<string> TextAsync(RunningHost host, string member)
    {
        var versions = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(CancellationToken.None);
        var currency = versions.Newest.Currency;
        var now = host.Services.GetRequiredService<IClock>().GetCurrentInstant();
        var address = host.Address.ToString().TrimEnd('/');
        var purchase = $$"""
            {"id":"try-{{now.ToUnixTimeSeconds()}}","type":"purchase","member":"{{member}}","store":"try","at":"{{InstantPattern.General.Format(now)}}","amount":1250,"currency":"{{currency}}"}
            """;
        var card = host.Services.GetRequiredService<SealedLinks>().Card(MemberId.Parse(member), now);
        return $"""
            Loyalty listens on {address}
              data       {host.Folder}
              pos key    {host.Keys.Pos}
              staff key  {host.Keys.Staff}
              mail page  {host.MailLink}
            Try:
              curl -H 'Authorization: Bearer {host.Keys.Pos}' -H 'Content-Type: application/json' {address}/api/purchases -d '{purchase}'
              curl -H 'Authorization: Bearer {host.Keys.Pos}' {address}/api/members/{member}
            The card of {member}, for a browser:
              {card}
            Ctrl+C stops it.
            """;
    }
}
