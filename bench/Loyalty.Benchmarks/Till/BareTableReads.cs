using Loyalty.Benchmarks.Intake;

namespace Loyalty.Benchmarks.Till;

/// <summary>A bare HTTP client that gets a member's row from the product's own table.</summary>
internal sealed class BareTableReads(string connectionString) : IDisposable
{
    private readonly HttpClient http = new();
    private readonly TableAccount account = TableAccount.Of(connectionString);

    public async Task ReadAsync(int call, CancellationToken cancellationToken)
    {
        var path = $"members(PartitionKey='{Shop.Name(call)}',RowKey='member')?$format=application%2Fjson%3Bodata%3Dminimalmetadata";
        using var request = new HttpRequestMessage(HttpMethod.Get, account.Url(path));
        request.Headers.TryAddWithoutValidation("Accept", "application/json;odata=minimalmetadata");
        request.Headers.TryAddWithoutValidation("DataServiceVersion", "3.0");
        account.Sign(request);
        using var row = await http.SendAsync(request, cancellationToken);
        row.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
