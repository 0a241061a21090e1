using System.Net;
using System.Text.RegularExpressions;
using Loyalty.Domain.Values;
using MimeKit;

namespace Loyalty.Functions.Tests.Portal.Cards;

/// <summary>A customer with the link of their card and a mailbox, but without a key.</summary>
internal sealed partial class Customer(PortalBench bench, string member, string path)
{
    public static readonly IReadOnlyDictionary<string, string> Profile = new Dictionary<string, string>
    {
        ["name"] = "Anna", ["email"] = "anna@example.com", ["phone"] = "", ["day"] = "", ["month"] = "", ["year"] = "", ["locale"] = "en",
    };

    /// <summary>The path of the card.</summary>
    public string Path => path;

    /// <summary>A member with an address, which is of no other.</summary>
    public static async Task<Customer> EnrolAsync(PortalBench bench, string member, string? profile = null)
    {
        using var put = await bench.PutAsync(member, profile ?? $$"""{"name":"Anna","email":"{{member}}@example.com","locale":"en"}""");
        Assert.True(put.IsSuccessStatusCode);
        return new(bench, member, PageChecks.PathOf(bench.Links.Card(MemberId.Parse(member), bench.Now)));
    }

    public Task<HttpResponseMessage> GetAsync(string step = "") => bench.Stranger.GetAsync(path + step, CancellationToken.None);

    public Task<HttpResponseMessage> PostAsync(string step, params (string Name, string Value)[] fields) => bench.Stranger.PostAsync(
        $"{path}/{step}",
        new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        CancellationToken.None);

    /// <summary>Asks for a code and looks for it in the mail.</summary>
    public async Task<string> AskAsync()
    {
        using var answer = await PostAsync("code");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await CodeAsync($"{member}@example.com");
    }

    /// <summary>The code in the last letter to an address.</summary>
    public async Task<string> CodeAsync(string address)
    {
        var letters = await LettersAsync(address);
        return Digits().Match(letters[^1].TextBody!).Value;
    }

    public async Task<IReadOnlyList<MimeMessage>> LettersAsync(string address)
    {
        var letters = new List<MimeMessage>();
        foreach (var file in new DirectoryInfo(bench.Mail).GetFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc))
        {
            letters.Add(await MimeMessage.LoadAsync(file.FullName, CancellationToken.None));
        }

        return [.. letters.Where(letter => letter.To.Mailboxes.Single().Address == address)];
    }

    /// <summary>Opens a session by a code, and returns what its forms carry.</summary>
    public async Task<string> OpenAsync()
    {
        using var answer = await PostAsync("open", ("code", await AskAsync()));
        return SessionOf(await answer.PageAsync(HttpStatusCode.OK));
    }

    public static string SessionOf(string page) => Session().Match(page).Groups[1].Value;

    /// <summary>Sends the form of the profile, as it is but for some fields.</summary>
    public Task<HttpResponseMessage> ChangeAsync(string session, params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string>(Profile) { ["email"] = $"{member}@example.com", ["session"] = session };
        foreach (var (name, value) in fields)
        {
            form[name] = value;
        }

        return PostAsync("profile", [.. form.Select(field => (field.Key, field.Value))]);
    }

    /// <summary>A field of the profile as it is stored.</summary>
    public async Task<string?> StoredAsync(string field) =>
        (await bench.Store.ReadAsync("members", member, "member", CancellationToken.None))!.Fields.Text(field);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Digits();

    [GeneratedRegex("name=\"session\" value=\"([^\"]+)\"")]
    private static partial Regex Session();
}
