using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>Cancels a backtest, or forgets its result.</summary>
public sealed class DeleteBacktest(Gate gate, BacktestDesk desk)
{
    [Function(nameof(DeleteBacktest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/program/backtest/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            Scope.Staff,
            async () => await desk.CancelAsync(id, cancellationToken) ? Results.NoContent() : BacktestAnswers.NotFound());
}
