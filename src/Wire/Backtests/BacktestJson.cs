using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Values;
using NodaTime.Text;

namespace Loyalty.Wire.Backtests;

/// <summary>A backtest as JSON: what machines are told, and what is kept of one that is not over yet.</summary>
public static class BacktestJson
{
    public static void Write(Utf8JsonWriter writer, Backtest backtest)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(backtest);
        writer.WriteStartObject();
        writer.WriteString("from"u8, LocalDatePattern.Iso.Format(backtest.From));
        writer.WriteString("asOf"u8, LocalDatePattern.Iso.Format(backtest.AsOf));
        writer.WriteNumber("members"u8, backtest.Members);
        writer.WriteStartArray("moves"u8);
        foreach (var move in backtest.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("from"u8, move.From);
            writer.WriteString("to"u8, move.To);
            writer.WriteNumber("members"u8, move.Members);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "up"u8, backtest.Up);
        Write(writer, "down"u8, backtest.Down);
        BacktestSideJson.Write(writer, "current"u8, backtest.Current);
        BacktestSideJson.Write(writer, "draft"u8, backtest.Draft);
        BacktestSideJson.Write(writer, "asItWas"u8, backtest.AsItWas);
        MessageOutlookJson.Write(writer, "messages"u8, backtest.Messages);
        writer.WriteEndObject();
    }

    /// <summary>What was written.</summary>
    public static Backtest Read(JsonElement written) => new()
    {
        From = LocalDatePattern.Iso.Parse(written.GetProperty("from"u8).GetString()!).Value,
        AsOf = LocalDatePattern.Iso.Parse(written.GetProperty("asOf"u8).GetString()!).Value,
        Members = written.GetProperty("members"u8).GetInt64(),
        Moves =
        [
            .. written.GetProperty("moves"u8).EnumerateArray().Select(move => new TierMove(
                move.GetProperty("from"u8).GetString()!,
                move.GetProperty("to"u8).GetString()!,
                move.GetProperty("members"u8).GetInt64())),
        ],
        Up = ReadMovers(written.GetProperty("up"u8)),
        Down = ReadMovers(written.GetProperty("down"u8)),
        Current = BacktestSideJson.Read(written.GetProperty("current"u8))!,
        Draft = BacktestSideJson.Read(written.GetProperty("draft"u8))!,
        AsItWas = BacktestSideJson.Read(written.GetProperty("asItWas"u8)),
        Messages = MessageOutlookJson.Read(written.GetProperty("messages"u8)),
    };

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Movers movers)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("members"u8, movers.Members);
        writer.WriteStartArray("sample"u8);
        foreach (var mover in movers.Sample)
        {
            writer.WriteStartObject();
            writer.WriteString("member"u8, mover.Member.ToString());
            writer.WriteString("from"u8, mover.From);
            writer.WriteString("to"u8, mover.To);
            writer.WriteString("until"u8, mover.Until is { } until ? LocalDatePattern.Iso.Format(until) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        BacktestSideJson.Write(writer, "months"u8, movers.Months);
        writer.WriteEndObject();
    }

    private static Movers ReadMovers(JsonElement written) => new(
        written.GetProperty("members"u8).GetInt64(),
        [
            .. written.GetProperty("sample"u8).EnumerateArray().Select(mover => new Mover(
                MemberId.Parse(mover.GetProperty("member"u8).GetString()!),
                mover.GetProperty("from"u8).GetString()!,
                mover.GetProperty("to"u8).GetString()!,
                mover.GetProperty("until"u8).GetString() is { } until ? LocalDatePattern.Iso.Parse(until).Value : null)),
        ])
    {
        Months = BacktestSideJson.ReadMonths(written.GetProperty("months"u8)),
    };
}
