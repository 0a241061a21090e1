using System.Collections.Concurrent;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Hands on what is mailed, or does with it what a test wants.</summary>
internal sealed class MoodyMail(IEmailProvider inner) : IEmailProvider
{
    /// <summary>What becomes of an e-mail to an address; null: it is handed on.</summary>
    public Func<string, Delivery?> Mood { get; set; } = _ => null;

    /// <summary>The letters that were to be forgotten.</summary>
    public ConcurrentQueue<MessageId> Forgotten { get; } = [];

    public Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken) =>
        Mood(email.To) is { } delivery ? Task.FromResult(delivery) : inner.SendAsync(email, operation, cancellationToken);

    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken)
    {
        foreach (var letter in operations)
        {
            Forgotten.Enqueue(letter);
        }

        return inner.ForgetAsync(operations, cancellationToken);
    }
}
