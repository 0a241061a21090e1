namespace Loyalty.Domain.Outreach;

/// <summary>What became of a message once the provider had taken it.</summary>
/// <param name="Message">By the operation under which it was sent.</param>
/// <param name="Recipient">Whom it is about; null where the report does not say.</param>
/// <param name="Details">In the words of a mail server, for staff: one line that is not long.</param>
public sealed record DeliveryReport(MessageId Message, DeliveryStatus Status, string? Recipient, string? Details);
