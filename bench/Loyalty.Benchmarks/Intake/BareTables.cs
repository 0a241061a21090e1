using System.Net.Http.Headers;
using System.Text;
using Loyalty.Functions.Storage;

namespace Loyalty.Benchmarks.Intake;

/// <summary>A bare HTTP client of Table Storage: for each event one GET and one entity group transaction, of rows as the product
/// stored them, with the headers that the official client sends, and as many at once as the product has under way.</summary>
internal sealed class BareTables : IContender
{
    private const string Table = "bare";
    private const string Format = "?$format=application%2Fjson%3Bodata%3Dminimalmetadata";
    // The emulator knows a transaction by these words.
    private const string Batch = "batch_1";
    private const string Changes = "changeset_1";

    // The queue hands out four batches at a time, and 32 members of each are counted at once.
    private const int AtOnce = 4 * 32;

    private readonly HttpClient http = new();
    private readonly TableAccount account;
    private readonly string memberFields;
    private readonly string eventFields;

    private BareTables(TableAccount account, Row member, Row ofEvent)
    {
        this.account = account;
        memberFields = EntityJson.FieldsOf(member);
        eventFields = EntityJson.FieldsOf(ofEvent);
    }

    /// <summary>A client of a table of its own, with the rows of an event that the product has stored.</summary>
    public static async Task<BareTables> OpenAsync(
        string connectionString, IStore product, SampleEvent sample, CancellationToken cancellationToken)
    {
        var member = await product.ReadAsync(Tables.Members, sample.Member, "member", cancellationToken);
        var ofEvent = await product.ReadAsync(Tables.Members, sample.Member, $"event:{sample.Id}", cancellationToken);
        var client = new BareTables(TableAccount.Of(connectionString), member!, ofEvent!);
        using var created = await client.SendAsync(
            HttpMethod.Post,
            "Tables",
            new StringContent($$"""{"TableName":"{{Table}}"}""", Encoding.UTF8, "application/json"),
            cancellationToken);
        return client;
    }

    public Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        events,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (sample, token) =>
        {
            using var read = await SendAsync(HttpMethod.Get, Entity(sample.Member), null, token);
            await read.Content.ReadAsByteArrayAsync(token);
            using var written = await SendAsync(HttpMethod.Post, "$batch", Transaction(sample, read.IsSuccessStatusCode), token);
            // A transaction's answer is 202, and says inside whether it was done.
            var answer = await written.Content.ReadAsStringAsync(token);
            if (!answer.Contains("HTTP/1.1 204", StringComparison.Ordinal) || answer.Contains("HTTP/1.1 4", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The transaction was refused: {(int)written.StatusCode} {answer}");
            }
        });

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Entity(string member) => $"{Table}(PartitionKey='{member}',RowKey='member'){Format}";

    // The row of a member that is there is replaced whatever its ETag, since nobody here decides anew where it changed.
    private StringContent Transaction(SampleEvent sample, bool memberIsThere)
    {
        var member = EntityJson.Of(sample.Member, "member", memberFields);
        var ofEvent = EntityJson.Of(sample.Member, $"event:{sample.Id}", eventFields);
        var body = new StringBuilder()
            .Append("--").Append(Batch).Append("\r\nContent-Type: multipart/mixed; boundary=").Append(Changes).Append("\r\n\r\n");
        AppendChange(body, "PUT", account.Url(Entity(sample.Member)), member, memberIsThere ? "If-Match: *\r\n" : "");
        AppendChange(body, "POST", account.Url(Table + Format), ofEvent);
        body.Append("--").Append(Changes).Append("--\r\n--").Append(Batch).Append("--\r\n");
        var content = new StringContent(body.ToString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary={Batch}");
        return content;
    }

    private static void AppendChange(StringBuilder body, string method, Uri url, string json, string condition = "") => body.Append(
        $"""
        --{Changes}
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        {method} {url} HTTP/1.1
        Host: {url.Host}
        x-ms-version: {TableAccount.Version}
        DataServiceVersion: 3.0
        Prefer: return-no-content
        Accept: application/json;odata=minimalmetadata
        {condition}Content-Type: application/json;odata=nometadata

        {json}

        """.ReplaceLineEndings("\r\n"));

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, account.Url(path)) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/json;odata=minimalmetadata");
        request.Headers.TryAddWithoutValidation("DataServiceVersion", "3.0");
        account.Sign(request);
        return http.SendAsync(request, cancellationToken);
    }
}
