#nullable disable
using Azure.Core;

namespace Azure.Communication.Email;

public class EmailClientOptions : ClientOptions
{
    public EmailClientOptions(ServiceVersion version = ServiceVersion.V2025_09_01) => ApiVersion = version switch
    {
        ServiceVersion.V2025_09_01 => "2025-09-01",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

#pragma warning disable CA1008, CA1707 // Named and numbered as the official ones are.
    public enum ServiceVersion
    {
        V2025_09_01 = 5,
    }
#pragma warning restore CA1008, CA1707

    internal string ApiVersion { get; }
}
