using System.Text;
using Azure.Messaging.ServiceBus;
using Loyalty.Cli.DeadLetters;

namespace Loyalty.Domain.Tests.Cli;

public sealed class ServiceBusDeadLettersTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DeadQueue queue = new();

    private ServiceBusDeadLetters Letters => new(queue.Receiver, queue.Sender);

    [Fact]
    public async Task All_are_read_with_why_they_were_given_up_and_none_is_taken()
    {
        Add(5, 6, 9);

        var letters = await Letters.ReadAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal([5, 6, 9], letters.Select(letter => letter.Id));
        Assert.All(letters, letter => Assert.Equal(("InvalidPurchase", "It is bad.", 2), (letter.Reason, letter.Description, letter.Deliveries)));
        Assert.Equal("body 5", Encoding.UTF8.GetString(letters[0].Body.Span));
        Assert.Equal([5, 6, 9], queue.Free);
    }

    [Fact]
    public async Task One_is_put_back_as_it_was_sent_and_the_others_are_free_again()
    {
        Add(5, 6, 9);

        Assert.Equal([9L], await Letters.ReplayAsync([9], null, Cancellation));

        var sent = Assert.Single(queue.Sent);
        Assert.Equal(("m-9", "application/json", "body 9"), (sent.MessageId, sent.ContentType, sent.Body.ToString()));
        Assert.Equal([KeyValuePair.Create("receivedAt", (object)"2026-11-22T12:00:00Z")], sent.ApplicationProperties);
        Assert.Equal([5, 6], queue.Free);
    }

    [Fact]
    public async Task A_mended_body_takes_the_place_of_the_bad_one_and_nothing_else_changes()
    {
        Add(5);

        await Letters.ReplayAsync([5], "mended"u8.ToArray(), Cancellation);

        var sent = Assert.Single(queue.Sent);
        Assert.Equal(("m-5", "mended"), (sent.MessageId, sent.Body.ToString()));
        Assert.Empty(queue.Dead);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_put_back()
    {
        Add(5);

        Assert.Empty(await Letters.ReplayAsync([7], null, Cancellation));

        Assert.Empty(queue.Sent);
        Assert.Equal([5], queue.Free);
    }

    [Fact]
    public async Task A_stop_between_sending_and_completing_only_doubles()
    {
        Add(5, 6);
        queue.CompletingFails = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => Letters.ReplayAsync([5, 6], null, Cancellation));
        Assert.Equal([5, 6], queue.Free);
        queue.CompletingFails = false;

        Assert.Equal([5, 6], await Letters.ReplayAsync([5, 6], null, Cancellation));

        Assert.Equal(["m-5", "m-5", "m-6"], queue.Sent.Select(message => message.MessageId));
        Assert.Empty(queue.Dead);
    }

    private void Add(params long[] numbers)
    {
        foreach (var number in numbers)
        {
            queue.Add(number, $"body {number}", $"m-{number}");
        }
    }
}
