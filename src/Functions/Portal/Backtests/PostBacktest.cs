using System.Globalization;
using Loyalty.Wire.Programs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>Begins a backtest of a draft over all members, or a share of them; asking for it is what takes it further.</summary>
public sealed class PostBacktest(Gate gate, BacktestDesk desk)
{
    private const int All = 100;

    [Function(nameof(PostBacktest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/program/backtest")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            if (PercentOf(request) is not { } percent)
            {
                return Problems.Invalid("/sample", "Expected a whole share of the members from 1 to 100, in percent.");
            }

            if (await Body.ReadAsync(request, ProgramJson.MaxBytes, cancellationToken) is not { } draft)
            {
                return Problems.TooLarge($"A program may have {ProgramJson.MaxBytes:N0} bytes.");
            }

            return await desk.BeginAsync(draft, percent, cancellationToken) switch
            {
                BacktestStart.Begun { Job: var job } => BacktestAnswers.Of(job, StatusCodes.Status202Accepted),
                BacktestStart.Refused { Errors: var errors } => Problems.Invalid(errors),
                BacktestStart.Busy { Id: var id } => Problems.Problem(
                    StatusCodes.Status409Conflict,
                    $"Another backtest is under way, and there is one at a time. Wait for it, or cancel it: DELETE /api/program/backtest/{id}.",
                    new() { ["reason"] = "busy", ["id"] = id }),
                var other => throw new InvalidOperationException($"{other} is no way to begin."),
            };
        });

    private static int? PercentOf(HttpRequest request) =>
        !request.Query.TryGetValue("sample", out var asked) ? All
        : int.TryParse(asked.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= All
            ? percent
            : null;
}
