using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Complaints;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Programs;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>From a note that asks for a mark to the letter with the answer, by the timers.</summary>
public sealed class AnswerTests
{
    private const string Monday = "2026-01-05T10:00:00Z";
    private const string Asks = """ "thankYou": { "when": { "firstPurchase": true }, "askFeedback": true } """;

    private const string StaffKey = "office";

    private static readonly Dictionary<string, string?> Staff = new()
    {
        ["Keys:1:Name"] = "office",
        ["Keys:1:Scope"] = "staff",
        ["Keys:1:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(StaffKey))),
    };

    private static readonly MemberId Ann = MemberId.Parse("m-1");
    private static readonly MessageId Note = MessageId.Of(Ann, new(MessageKind.ThankYou, "first"));

    [Fact]
    public async Task While_a_complaint_is_open_nothing_goes_and_then_its_answer_goes_first()
    {
        await using var bench = await ThankedAsync($$""" {{Asks}}, "tierUpgrade": {} """);
        await SayAsync(bench, 1, "Cold");
        await bench.BuyAsync("p-2", 10_000);
        await bench.PassToAsync("2026-01-07T10:00:00Z");
        Assert.Equal([MessageKind.ThankYou], Kinds(bench));

        await AnswerAsync(bench, "We are sorry", "cake");
        await bench.PassToAsync("2026-01-07T10:05:00Z");

        Assert.Equal([MessageKind.ThankYou, MessageKind.Answer, MessageKind.TierUpgrade], Kinds(bench));
        var letter = bench.Mail.Taken.ElementAt(1);
        Assert.Equal("m-1@example.com", letter.Email.To);
        Assert.Empty(letter.Email.Headers);
        var reward = Assert.Single((await bench.MemberAsync()).Rewards.Open);
        Assert.All([letter.Email.Text, letter.Email.Html], body =>
        {
            Assert.Contains("We are sorry", body, StringComparison.Ordinal);
            Assert.Contains(reward.Code.ToString(), body, StringComparison.Ordinal);
            Assert.Contains("A cake", body, StringComparison.Ordinal);
        });
        Assert.Equal($"answer:{Note} cake on 2026-01-07", Assert.Single(bench.Rewards()));
        Assert.Empty((await bench.MemberAsync()).Outreach.Answers);
    }

    [Fact]
    public async Task A_complaint_that_the_customer_takes_back_holds_nothing_up_any_more()
    {
        await using var bench = await ThankedAsync($$""" {{Asks}}, "tierUpgrade": {} """);
        await SayAsync(bench, 2, "Cold");
        await bench.BuyAsync("p-2", 10_000);
        await bench.PassToAsync("2026-01-06T10:00:00Z");

        await SayAsync(bench, 4, "It was me");
        await bench.PassToAsync("2026-01-06T10:05:00Z");

        Assert.Equal([MessageKind.ThankYou, MessageKind.TierUpgrade], Kinds(bench));
    }

    [Fact]
    public async Task An_answer_goes_without_consent_in_quiet_hours_and_over_the_cap()
    {
        await using var bench = await ThankedAsync(
            $$""" {{Asks}}, "cap": { "max": 1, "days": 7 }, "quietHours": { "from": "21:00", "to": "09:00" } """);
        await SayAsync(bench, 1, "Cold");
        await bench.ConsentAsync(false, byCustomer: true);
        await bench.PassToAsync("2026-01-05T23:30:00Z");

        await AnswerAsync(bench, "We are sorry");
        await bench.PassToAsync("2026-01-05T23:35:00Z");

        Assert.Equal([MessageKind.ThankYou, MessageKind.Answer], Kinds(bench));
    }

    [Fact]
    public async Task Without_an_address_the_answer_is_kept_and_goes_when_there_is_one()
    {
        await using var bench = await ThankedAsync(Asks);
        await SayAsync(bench, 1, "Cold");
        await bench.EnrolAsync(new Profile());
        await AnswerAsync(bench, "We are sorry");
        await bench.PassToAsync("2026-01-20T10:00:00Z");
        Assert.Equal([MessageKind.ThankYou], Kinds(bench));
        Assert.Empty((await bench.MemberAsync()).Outreach.Complaints);

        await bench.EnrolAsync(new Profile { Email = "new@example.com" });
        await bench.PassToAsync("2026-01-20T10:05:00Z");

        Assert.Equal("new@example.com", bench.Mail.Taken.Last().Email.To);
        Assert.Equal([MessageKind.ThankYou, MessageKind.Answer], Kinds(bench));
    }

    [Fact]
    public async Task An_answer_waits_while_the_program_has_no_sender_and_goes_when_it_has_one_again()
    {
        await using var bench = await ThankedAsync(Asks);
        await SayAsync(bench, 1, "Cold");
        var program = SendingProgram.Of(Asks);
        await bench.PassToAsync("2026-01-06T10:00:00Z");
        await bench.PublishAsync(program[..program.IndexOf("\"messages\"", StringComparison.Ordinal)].TrimEnd().TrimEnd(',') + "}");
        await AnswerAsync(bench, "We are sorry");
        await bench.PassToAsync("2026-01-08T10:00:00Z");
        Assert.Equal([MessageKind.ThankYou], Kinds(bench));

        await bench.PublishAsync(program);
        await bench.PassToAsync("2026-01-08T10:05:00Z");

        Assert.Equal([MessageKind.ThankYou, MessageKind.Answer], Kinds(bench));
        Assert.Contains("We are sorry", bench.Mail.Taken.Last().Email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_letter_brings_its_own_answer_though_the_customer_wrote_again_before_the_first_went()
    {
        await using var bench = await ThankedAsync(Asks);
        await SayAsync(bench, 1, "Cold");
        await AnswerAsync(bench, "First answer", "coffee");
        await SayAsync(bench, 1, "Still cold");
        await AnswerAsync(bench, "Second answer", "cake");

        await bench.PassToAsync("2026-01-05T12:20:00Z");

        var letters = bench.Mail.Taken.Skip(1).Select(posted => posted.Email.Text).ToList();
        Assert.Equal(2, letters.Count);
        Assert.True(letters[0].Contains("First answer", StringComparison.Ordinal) && letters[0].Contains("A coffee", StringComparison.Ordinal));
        Assert.True(letters[1].Contains("Second answer", StringComparison.Ordinal) && letters[1].Contains("A cake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_without_its_words_does_not_go_and_holds_nothing_up()
    {
        await using var bench = await ThankedAsync($$""" {{Asks}}, "tierUpgrade": {} """);
        await bench.BuyAsync("p-2", 10_000);
        await bench.ChangeAsync(member => member with
        {
            Outreach = member.Outreach with { Answers = [new(Note, bench.Now, null)] },
        });

        await bench.PassToAsync("2026-01-05T12:20:00Z");

        Assert.Equal([MessageKind.ThankYou, MessageKind.TierUpgrade], Kinds(bench));
        Assert.Contains(bench.Statuses(), status => status.StartsWith("answer ", StringComparison.Ordinal) && status.EndsWith(" failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_note_asks_by_links_of_which_each_chooses_a_mark()
    {
        await using var bench = await ThankedAsync(Asks);

        var note = Assert.Single(bench.Mail.Taken).Email;

        Assert.All(Enumerable.Range(1, 5), mark =>
            Assert.Matches($"https://shop.example.com/feedback/[A-Za-z0-9_-]+\\?mark={mark}\\b", note.Text));
    }

    /// <summary>A member who was thanked for a first purchase, and asked.</summary>
    private static async Task<SendingBench> ThankedAsync(string messages)
    {
        var bench = await SendingBench.StartAsync(SendingProgram.Of(messages), Monday, Staff);
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1", 300);
        await bench.PassToAsync("2026-01-05T12:10:00Z");
        Assert.Equal([MessageKind.ThankYou], Kinds(bench));
        return bench;
    }

    private static List<MessageKind> Kinds(SendingBench bench) =>
        [.. bench.Mail.Taken.Select(posted => bench.Messages().Single(message => message.Id == posted.Id).Occasion.Kind)];

    /// <summary>Posts the form of the page.</summary>
    private static Task SayAsync(SendingBench bench, int mark, string comment)
    {
        var function = new GiveFeedback(
            bench.Get<LinkGate>(), bench.Get<MemberChanges>(), bench.Get<ComplaintList>(), bench.Store);
        var token = bench.Get<SealedLinks>().Feedback(Ann, Note, bench.Now).Segments[^1];
        return PostAsync(
            request => function.RunAsync(request, token, CancellationToken.None),
            "application/x-www-form-urlencoded",
            $"mark={mark}&comment={Uri.EscapeDataString(comment)}");
    }

    private static Task AnswerAsync(SendingBench bench, string text, string? reward = null)
    {
        var function = new PostAnswer(bench.Get<Gate>(), bench.Get<AnswerDesk>(), bench.Get<PublishedProgram>(), bench.Clock);
        return PostAsync(
            request => function.RunAsync(request, Note.ToString(), CancellationToken.None),
            "application/json",
            JsonSerializer.Serialize(new { text, reward }));
    }

    private static async Task PostAsync(Func<HttpRequest, Task<IResult>> function, string mediaType, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = mediaType;
        context.Request.Headers.Authorization = $"Bearer {StaffKey}";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        await (await function(context.Request)).ExecuteAsync(context);
        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
    }
}
