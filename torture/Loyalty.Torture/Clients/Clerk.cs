using System.Globalization;
using System.Text.Json;
using Loyalty.Torture.Shop;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Torture.Clients;

/// <summary>Changes profiles, and writes down what customers say of e-mail. A fifth of them never agree; some who did end it for good.
/// </summary>
internal sealed class Clerk(
    ShopClient shop, Lull lull, IReadOnlyList<string> members, Acknowledged acknowledged, Tally tally, Random random)
{
    private const string Domain = "@example.com";

    private readonly Dictionary<string, Instant> lastSaid = [];

    public static string AddressOf(string member) => $"{member}{Domain}";

    public static string MemberAt(string address) => address[..^Domain.Length];

    public async Task RunAsync(CancellationToken until)
    {
        foreach (var member in members)
        {
            if (until.IsCancellationRequested)
            {
                return;
            }

            await lull.WorkAsync(() => EnrolAsync(member));
        }

        while (!until.IsCancellationRequested)
        {
            var member = members[random.Next(members.Count)];
            await lull.WorkAsync(() => random.Next(3) == 0 ? SayAsync(member) : PutAsync(member));
            await Task.Delay(random.Next(500), CancellationToken.None);
        }
    }

    private async Task EnrolAsync(string member)
    {
        await PutAsync(member);
        if (random.Next(5) > 0)
        {
            await SayAsync(member, granted: true);
        }
    }

    private async Task PutAsync(string member)
    {
        var today = (await shop.NowAsync()).InUtc().Date;
        var birthday = today.PlusDays(random.Next(25, 50));
        var body = JsonSerializer.Serialize(new
        {
            name = string.Create(CultureInfo.InvariantCulture, $"Customer {random.Next(1_000)}"),
            email = AddressOf(member),
            locale = random.Next(2) == 0 ? "en" : "de",
            birthday = string.Create(CultureInfo.InvariantCulture, $"--{birthday.Month:00}-{birthday.Day:00}"),
        });
        Hold(await shop.PutAsync($"/api/members/{member}", body), "profiles put");
    }

    private Task SayAsync(string member) =>
        acknowledged.Withdrawn.ContainsKey(member) || !acknowledged.Consenting.ContainsKey(member)
            ? Task.CompletedTask
            : random.Next(10) == 0 ? EndAsync(member) : SayAsync(member, granted: random.Next(3) > 0);

    private async Task EndAsync(string member)
    {
        await SayAsync(member, granted: false);
        acknowledged.Withdrawn[member] = await shop.NowAsync();
        tally.Add("consents withdrawn for good");
    }

    private async Task SayAsync(string member, bool granted)
    {
        if (granted)
        {
            // Before it is told: from here on a message may go.
            acknowledged.Consenting[member] = true;
        }

        // What is said later must be dated later, though the clock stand still.
        var at = Instant.Max(await shop.NowAsync(), lastSaid.GetValueOrDefault(member) + Duration.FromSeconds(1));
        lastSaid[member] = at;
        var body = JsonSerializer.Serialize(
            new { channel = "email", granted, at = InstantPattern.ExtendedIso.Format(at), wording = "News and offers by e-mail" });
        Hold(await shop.PostAsync($"/api/members/{member}/consent", body), "consents told");
    }

    private void Hold(Answer answer, string what)
    {
        tally.Add(what);
        if (!answer.IsSuccess)
        {
            acknowledged.Findings.Enqueue($"{what}: {answer}");
        }
    }
}
