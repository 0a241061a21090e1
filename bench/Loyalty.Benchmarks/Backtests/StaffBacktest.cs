using System.Text.Json;

namespace Loyalty.Benchmarks.Backtests;

/// <summary>A backtest of the sample program over all members of a host, as the console asks for one.</summary>
internal static class StaffBacktest
{
    private static readonly Uri Backtests = new("/api/program/backtest", UriKind.Relative);

    /// <summary>Asks until it is done or told to stop; returns how many members were compared.</summary>
    /// <param name="staff">With the key of staff.</param>
    public static async Task<long> RunAsync(HttpClient staff, CancellationToken stop)
    {
        using var draft = new ByteArrayContent(SampleProgram.Document);
        using var begun = await staff.PostAsync(Backtests, draft, CancellationToken.None);
        var job = await JsonAsync(begun);
        var one = new Uri($"{Backtests}/{job.GetProperty("id").GetString()}", UriKind.Relative);
        while (job.GetProperty("status").GetString() != "done" && !stop.IsCancellationRequested)
        {
            using var further = await staff.GetAsync(one, CancellationToken.None);
            job = await JsonAsync(further);
        }

        return job.GetProperty("members").GetInt64();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
}
