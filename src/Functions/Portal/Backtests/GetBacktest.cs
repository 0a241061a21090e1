using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>Says how far a backtest has come, once it has come a few seconds further, and in the end its result.</summary>
public sealed class GetBacktest(Gate gate, BacktestDesk desk)
{
    [Function(nameof(GetBacktest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/program/backtest/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request, Scope.Staff, async () => BacktestAnswers.Of(await desk.AdvanceAsync(id, cancellationToken)));
}
