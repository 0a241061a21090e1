#nullable disable
using Loyalty.StandIns;

namespace Azure.Communication.Email;

/// <summary>An operation that has begun. How it ends, nobody here asks.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly Response started;

    internal EmailSendOperation(string id, Response started)
    {
        Id = id;
        this.started = started;
    }

    public override string Id { get; }

    public override bool HasCompleted => false;

    public override bool HasValue => false;

    public override EmailSendResult Value => throw NotAvailable.EmailOperation();

    public override Response GetRawResponse() => started;

    public override Response UpdateStatus(CancellationToken cancellationToken = default) => throw NotAvailable.EmailOperation();

    public override ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) =>
        throw NotAvailable.EmailOperation();
}
