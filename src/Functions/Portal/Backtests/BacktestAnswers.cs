using Loyalty.Wire.Backtests;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>What callers are told of a backtest.</summary>
internal static class BacktestAnswers
{
    public static IResult Of(BacktestJob? job, int status = StatusCodes.Status200OK) => job is null
        ? NotFound()
        : JsonAnswer.Of(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, job.Id);
                writer.WriteString("status"u8, job.IsDone ? "done" : "running");
                writer.WriteNumber("members"u8, job.SoFar.Members);
                writer.WritePropertyName("result"u8);
                if (job.IsDone)
                {
                    BacktestJson.Write(writer, job.SoFar);
                }
                else
                {
                    writer.WriteNullValue();
                }

                writer.WriteEndObject();
            },
            status);

    public static IResult NotFound() =>
        Problems.NotFound("There is no such backtest, or no longer: it was cancelled, or another one has taken its place.");
}
