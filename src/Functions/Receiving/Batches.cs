using Loyalty.Domain.Purchases;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Receiving;

/// <summary>Cuts a member's events into what one transaction can hold.</summary>
internal static class Batches
{
    // An event writes itself, and a refund or a purchase that one waited for also what refunds come to. This leaves room for
    // rewards among the operations of a transaction, and for the member's row and base64 among its bytes.
    private const int Events = 40;
    private const int Bytes = 1024 * 1024;

    public static IEnumerable<IReadOnlyList<ReceivedEvent>> Cut(IEnumerable<ReceivedEvent> events)
    {
        var batch = new List<ReceivedEvent>();
        var bytes = 0;
        foreach (var received in events)
        {
            var size = received.Json.Length + (received.Event is Purchase ? 0 : StoreLimits.BytesPerField);
            if (batch.Count > 0 && (batch.Count == Events || bytes + size > Bytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(received);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
