using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Sending;

/// <summary>Hands e-mail on: Communication Services, or a folder on one machine.</summary>
public interface IEmailProvider
{
    /// <summary>Says what became of it, and throws only where it is cancelled.</summary>
    Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken);

    /// <summary>Takes out what is kept of letters to somebody who is erased; done again it does nothing.</summary>
    Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken);
}
