using System.Text;
using Loyalty.Wire.Events;

namespace Loyalty.Fuzzing.Targets;

/// <summary>A CloudEvent, as one document or as headers and a body, holds an event or is refused with errors.</summary>
public sealed class CloudEventTarget : IFuzzTarget
{
    // Headers of the binary mode, one a line, before the body.
    private const int Headers = 4;

    // An event of the binary mode may get its id from a header.
    private const int IdFromHeader = 256;

    public string Name => "cloud-event";

    public int Share => 200;

    public IEnumerable<byte[]> Seeds =>
    [
        """{"specversion":"1.0","type":"loyalty.purchase.v1","id":"t-1","source":"/tills/7","datacontenttype":"application/json","data":{"type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30+02:00","amount":1250,"currency":"EUR"}}"""u8.ToArray(),
        """{"specversion":"1.0","type":"loyalty.void.v1","id":"t-3","source":"/tills/7","data_base64":"eyJwdXJjaGFzZSI6InQtMSIsIm1lbWJlciI6Im0tMSIsInN0b3JlIjoicmlnYS0xIiwiYXQiOiIyMDI2LTExLTAyVDEwOjE1OjMwWiJ9"}"""u8.ToArray(),
        [.. "1.0\nloyalty.purchase.v1\nt%201\n/tills/7\n"u8, .. """{"member":"m-1","store":"riga-1","at":"2026-11-02T10:15:30Z","amount":1,"currency":"EUR"}"""u8],
    ];

    public void Check(ReadOnlyMemory<byte> input)
    {
        EventTarget.CheckParsed(CloudEventJson.Parse(input, EventTarget.Currency, EventTarget.Received), input.Length);

        var headers = new string?[Headers];
        var rest = input;
        for (var i = 0; i < Headers; i++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            headers[i] = Encoding.Latin1.GetString(rest.Span[..end]);
            rest = rest[(end + 1)..];
        }

        var parsed = CloudEventJson.Parse(
            new(headers[0], headers[1], headers[2], headers[3]), rest, EventTarget.Currency, EventTarget.Received);
        EventTarget.CheckParsed(parsed, rest.Length + IdFromHeader);
    }
}
