#nullable disable
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>Signs a request with an access key: HMAC-SHA256 over method, path and query, and date, host and hash of the body.</summary>
internal sealed class HmacPolicy(string accessKey) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] secret = Convert.FromBase64String(accessKey);

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, message.CancellationToken);
        var hash = Convert.ToBase64String(SHA256.HashData(body.ToArray()));
        var date = TimeProvider.System.GetUtcNow().ToString("r");
        var uri = request.Uri.ToUri();
        var signed = $"{request.Method.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)));
        request.Headers.SetValue("x-ms-content-sha256", hash);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue(
            "Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }
}
