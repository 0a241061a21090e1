using Azure.Communication.Email;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.FakeEmail;
using Loyalty.Functions.Sending;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;

namespace Loyalty.Functions.Tests.Sending;

public sealed class CommunicationEmailTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 12, 0);

    private static readonly MessageId Operation = MessageId.Of(MemberId.Parse("m-1"), new(MessageKind.WinBack, "2026-10-01:45"));

    private static readonly Email Email = new(
        new("Bean & Leaf", "hello@example.com"),
        "anna@example.org",
        "Anna Bērziņa",
        "We miss you, \"Anna\" ☕",
        "<p>Come back &amp; save</p>",
        "Come back\nand save",
        [new("List-Unsubscribe", "<https://shop.example/unsubscribe/abc>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]);

    private FakeProvider provider = null!;

    public async ValueTask InitializeAsync() => provider = await FakeProvider.StartAsync();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task A_message_goes_over_the_wire_as_the_service_asks_for_it()
    {
        Assert.Equal(new Delivery.Taken(), await SendAsync());

        Assert.Empty(provider.Errors);
        var taken = Assert.Single(provider.Taken);
        Assert.Equal(
            (Operation.ToGuid(), Email.From.Address, Email.To, Email.ToName!, Email.Subject, Email.Text, Email.Html),
            (taken.Operation, taken.Sender, taken.To, taken.ToName!, taken.Subject, taken.PlainText, taken.Html));
        Assert.Equal(Email.Headers.ToDictionary(), taken.Headers);
    }

    [Fact]
    public async Task A_message_without_a_name_or_headers_goes_too()
    {
        Assert.Equal(new Delivery.Taken(), await SendAsync(Email with { ToName = null, Headers = [] }));

        Assert.Empty(provider.Errors);
        Assert.Null(Assert.Single(provider.Taken).ToName);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 0)]
    [InlineData("99999999999999", 86_400)]
    [InlineData(null, 60)]
    [InlineData("soon", 60)]
    [InlineData("-5", 60)]
    public async Task Busy_is_not_now_but_when_the_service_says(string? retryAfter, int seconds)
    {
        provider.Answers = _ => Reaction.Busy(retryAfter);

        Assert.Equal(new Delivery.NotNow(Now + Duration.FromSeconds(seconds)), await SendAsync());
    }

    [Fact]
    public async Task A_date_to_come_again_is_held_against_the_services_clock()
    {
        provider.Answers = _ => Reaction.Busy(TimeProvider.System.GetUtcNow().AddHours(2).ToString("r"));

        var again = Assert.IsType<Delivery.NotNow>(await SendAsync()).Again;

        Assert.InRange((again - Now).TotalMinutes, 119, 121);
    }

    [Theory]
    [InlineData(401, "Denied")]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "DomainNotLinked")]
    [InlineData(400, "InvalidSenderUserName")]
    public async Task What_is_set_up_wrongly_waits_until_somebody_mends_it(int status, string code) =>
        Assert.Equal(new Delivery.NotNow(Now + Duration.FromMinutes(15)), await SendAsync(status, code));

    [Fact]
    public async Task An_address_that_the_service_will_not_send_to_is_suppressed() =>
        Assert.Equal(new Delivery.AddressSuppressed(), await SendAsync(400, "EmailDroppedAllRecipientsSuppressed"));

    [Theory]
    [InlineData(400, "BadRequest", "400 BadRequest")]
    [InlineData(413, "", "413")]
    public async Task A_message_that_the_service_will_never_take_is_refused(int status, string code, string why) =>
        Assert.Equal(new Delivery.Refused(why), await SendAsync(status, code));

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(409)]
    public async Task What_a_failing_service_says_does_not_tell_whether_it_took_the_message(int status)
    {
        Assert.Equal(new Delivery.Unclear(), await SendAsync(status, "Failed"));
        Assert.Equal(1, provider.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_reply_is_unclear_and_nothing_is_posted_twice(bool takes)
    {
        provider.Answers = _ => new Reaction.HangUp(takes);

        Assert.Equal(new Delivery.Unclear(), await SendAsync());
        Assert.Equal(1, provider.Asked);
    }

    [Fact]
    public async Task A_connection_that_breaks_when_it_is_used_again_is_unclear_too()
    {
        var client = Client();
        await SendAsync(Email, client);
        provider.Answers = _ => new Reaction.HangUp(Takes: true);

        Assert.Equal(new Delivery.Unclear(), await SendAsync(Email, client));
        Assert.Equal(2, provider.Asked);
    }

    [Fact]
    public async Task A_reply_that_does_not_come_is_unclear()
    {
        provider.Answers = _ => new Reaction.Hang(Takes: true);
        var options = CommunicationEmail.ClientOptions();
        Assert.Equal(TimeSpan.FromSeconds(60), options.Retry.NetworkTimeout);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(0.5);

        Assert.Equal(new Delivery.Unclear(), await SendAsync(Email, new EmailClient(provider.ConnectionString, options)));
    }

    [Fact]
    public async Task A_service_that_is_not_there_took_nothing()
    {
        var client = Client();
        await provider.DisposeAsync();

        Assert.Equal(new Delivery.NotNow(Now + Duration.FromMinutes(1)), await SendAsync(Email, client));
    }

    [Fact]
    public async Task The_fake_provider_knows_a_forged_signature()
    {
        var client = new EmailClient(provider.ForgedConnectionString, CommunicationEmail.ClientOptions());

        Assert.IsType<Delivery.NotNow>(await SendAsync(Email, client));

        Assert.StartsWith("Authorization is", Assert.Single(provider.Errors), StringComparison.Ordinal);
        Assert.Empty(provider.Taken);
    }

    [Fact]
    public async Task A_message_without_a_subject_is_refused_before_it_goes()
    {
        Assert.IsType<Delivery.Refused>(await SendAsync(Email with { Subject = " " }));
        Assert.Equal(0, provider.Asked);
    }

    [Fact]
    public async Task Whoever_cancels_hears_so()
    {
        provider.Answers = _ => new Reaction.Hang(Takes: false);
        using var cancellation = new CancellationTokenSource();
        var sending = new CommunicationEmail(Client(), new FakeClock(Now), NullLogger<CommunicationEmail>.Instance)
            .SendAsync(Email, Operation, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private Task<Delivery> SendAsync(int status, string code)
    {
        provider.Answers = _ => new Reaction.Reply(status, code, Takes: false);
        return SendAsync();
    }

    private Task<Delivery> SendAsync(Email? email = null, EmailClient? client = null) =>
        new CommunicationEmail(client ?? Client(), new FakeClock(Now), NullLogger<CommunicationEmail>.Instance)
            .SendAsync(email ?? Email, Operation, TestContext.Current.CancellationToken);

    private EmailClient Client() => new(provider.ConnectionString, CommunicationEmail.ClientOptions());
}
