#nullable disable
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Loyalty.StandIns;

namespace Azure.Communication.Email;

public class EmailClient
{
    private const string Scope = "https://communication.azure.com//.default";

    private readonly Uri endpoint;
    private readonly HttpPipeline pipeline;
    private readonly string apiVersion;

    public EmailClient(string connectionString, EmailClientOptions options)
        : this(new Uri(Required(connectionString, "endpoint")), new HmacPolicy(Required(connectionString, "accesskey")), options)
    {
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope), options)
    {
    }

    private EmailClient(Uri endpoint, HttpPipelinePolicy authentication, EmailClientOptions options)
    {
        options ??= new EmailClientOptions();
        this.endpoint = endpoint;
        pipeline = HttpPipelineBuilder.Build(options, authentication);
        apiVersion = options.ApiVersion;
    }

    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        if (wait == WaitUntil.Completed)
        {
            throw NotAvailable.EmailOperation();
        }

        // The official client refuses these, too, before it sends.
        if (message.Headers.Values.Any(string.IsNullOrWhiteSpace)
            || (string.IsNullOrWhiteSpace(message.Content.Html) && string.IsNullOrWhiteSpace(message.Content.PlainText))
            || string.IsNullOrWhiteSpace(message.Content.Subject)
            || string.IsNullOrWhiteSpace(message.SenderAddress)
            || message.Recipients.To.Count == 0)
        {
            throw new ArgumentException("A message has a sender, recipients, a subject, a body, and no empty header.");
        }

        using var posted = pipeline.CreateMessage();
        var request = posted.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath("/emails:send", escape: false);
        request.Uri.AppendQuery("api-version", apiVersion, escapeValue: true);
        request.Headers.Add("Operation-Id", operationId.ToString());
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(EmailJson.Write(message));
        await pipeline.SendAsync(posted, cancellationToken).ConfigureAwait(false);
        if (posted.Response.Status != 202)
        {
            throw new RequestFailedException(posted.Response);
        }

        using var result = JsonDocument.Parse(posted.Response.Content);
        return new EmailSendOperation(result.RootElement.GetProperty("id").GetString(), posted.Response);
    }

    private static string Required(string connectionString, string name) => connectionString
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim()
        ?? throw new InvalidOperationException($"The connection string lacks '{name}'.");
}
