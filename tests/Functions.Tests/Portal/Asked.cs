using System.Net;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Members who were asked for feedback, and what they and staff do.</summary>
internal static class Asked
{
    public static MessageId Message(string member) => MessageId.Of(MemberId.Parse(member), new(MessageKind.ThankYou, "first"));

    /// <summary>Enrols a member with an address, writes down that a note was sent, and returns the path of its link.</summary>
    public static async Task<string> AskAsync(this PortalBench bench, string member, string profile = """{"email":"anna@example.com"}""")
    {
        await bench.PutAsync(member, profile);
        var message = new Fields
        {
            { "kind", "ThankYou" }, { "occasion", "first" }, { "status", "Sent" }, { "decidedAt", "2026-11-22T11:00:00Z" },
        };
        var lookup = new Fields { { "member", member } };
        await bench.Store.CommitAsync(
            Tables.Messages, Message(member).ToString(), [new Write.Insert("message", lookup)], CancellationToken.None);
        await bench.Store.CommitAsync(
            Tables.Members, member, [new Write.Insert($"message:{Message(member)}", message)], CancellationToken.None);
        return bench.LinkOf(member);
    }

    public static string LinkOf(this PortalBench bench, string member) =>
        PageChecks.PathOf(bench.Links.Feedback(MemberId.Parse(member), Message(member), bench.Now));

    public static Task<HttpResponseMessage> SayAsync(this PortalBench bench, string path, string mark, string comment = "") =>
        bench.Stranger.PostAsync(
            path,
            new FormUrlEncodedContent([new("mark", mark), new("comment", comment)]),
            CancellationToken.None);

    /// <summary>A member who was asked and gave a mark, which was taken.</summary>
    public static async Task<string> SaidAsync(this PortalBench bench, string member, int mark, string comment = "")
    {
        var path = await bench.AskAsync(member);
        using var answer = await bench.SayAsync(path, $"{mark}", comment);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return path;
    }

    public static Task<HttpResponseMessage> AnswerAsync(this PortalBench bench, string member, string body) =>
        bench.Staff.PostAsync(
            $"/api/feedback/{Message(member)}/answer", new StringContent(body, Encoding.UTF8, "application/json"), CancellationToken.None);

    /// <summary>The members whose complaints are listed, in their order.</summary>
    public static async Task<IReadOnlyList<string>> ListedAsync(this PortalBench bench, string query = "status=open&take=200")
    {
        var page = await PortalBench.JsonAsync(await bench.Staff.GetAsync($"/api/feedback?{query}", CancellationToken.None));
        return [.. page.GetProperty("feedback").EnumerateArray().Select(item => item.GetProperty("member").GetString()!)];
    }

    public static async Task<bool> IsOpenAsync(this PortalBench bench, string member) =>
        (await bench.OutreachAsync(member)).TryGetProperty("complaints", out var open) && open.GetArrayLength() > 0;

    /// <summary>The rows of the table of complaints that are about a member, by partition.</summary>
    public static async Task<IReadOnlyList<string>> RowsAboutAsync(this PortalBench bench, string member)
    {
        var rows = new List<string>();
        foreach (var partition in new[] { "open", "answered" })
        {
            await foreach (var row in bench.Store.ReadRangeAsync(Tables.Complaints, partition, "0", "~", CancellationToken.None))
            {
                rows.AddRange(row.Fields.Text("member") == member ? [partition] : Array.Empty<string>());
            }
        }

        return rows;
    }
}
