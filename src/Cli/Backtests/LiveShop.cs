using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Wire.Backtests;

namespace Loyalty.Cli.Backtests;

/// <summary>A backtest over the members of a shop that runs: begun there, then asked for until it is over. What is cancelled here
/// is cancelled there.</summary>
internal sealed class LiveShop(Shop shop, TextWriter error)
{
    private static readonly Uri Backtests = new("/api/program/backtest", UriKind.Relative);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Progress progress = new(error);

    /// <summary>The backtest, or null where the shop refused, and the exit status. Why is written.</summary>
    public static async Task<(Backtest? Result, int ExitStatus)> BacktestAsync(
        Uri url, string draft, int percent, TextWriter error, CancellationToken cancellationToken)
    {
        using var shop = Shop.Open(url, error);
        var result = shop is null ? null : await new LiveShop(shop, error).BacktestAsync(draft, percent, cancellationToken);
        return (result, result is null ? LoyaltyCommand.Wrong : 0);
    }

    private async Task<Backtest?> BacktestAsync(string draft, int percent, CancellationToken cancellationToken)
    {
        using var document = new ByteArrayContent(await File.ReadAllBytesAsync(draft, cancellationToken));
        document.Headers.ContentType = new("application/json");
        using var begun = await shop.Http.PostAsync(new Uri($"{Backtests}?sample={percent}", UriKind.Relative), document, cancellationToken);
        if (await shop.JsonAsync(begun, cancellationToken) is not { } job)
        {
            return null;
        }

        var one = new Uri($"{Backtests}/{job.GetProperty("id").GetString()}", UriKind.Relative);
        try
        {
            return await WaitAsync(one, cancellationToken);
        }
        finally
        {
            await ForgetAsync(one);
        }
    }

    /// <summary>It has been told, or nobody waits for it any more. Where the shop cannot be reached it forgets by itself.</summary>
    private async Task ForgetAsync(Uri one)
    {
        using var farewell = new CancellationTokenSource(Farewell);
        try
        {
            using var deleted = await shop.Http.DeleteAsync(one, farewell.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            error.WriteLine(e.Message);
        }
    }

    private async Task<Backtest?> WaitAsync(Uri one, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await shop.Http.GetAsync(one, cancellationToken);
            if (await shop.JsonAsync(answer, cancellationToken) is not { } job)
            {
                return null;
            }

            if (job.GetProperty("result") is { ValueKind: JsonValueKind.Object } result)
            {
                return BacktestJson.Read(result);
            }

            progress.Say($"{job.GetProperty("members").GetInt64():N0} members compared");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
