using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Explanations;

/// <summary>Why a member has the tier that they have, and why not the next one.</summary>
internal static class TierExplanationJson
{
    public static void Write(Utf8JsonWriter writer, Standing standing, TierHistory history, Progress? keep)
    {
        var rules = standing.Version.Program.Tiers;
        writer.WriteStartObject("tier"u8);
        writer.WriteString("level"u8, standing.Tier.Id);
        writer.WriteString("name"u8, standing.Tier.Name);
        Values.WriteDate(writer, "since"u8, history.Since);
        Values.WriteDate(writer, "until"u8, standing.TierUntil);
        WriteGround(writer, history.Ground);
        writer.WriteStartObject("rule"u8);
        writer.WriteNumber("version"u8, standing.Version.Number);
        WriteWindow(writer, rules.Window);
        Values.WriteNumber(writer, "keepMonths"u8, rules.Window is TierWindow.Rolling ? rules.KeepMonths : null);
        writer.WriteBoolean("softLanding"u8, rules.SoftLanding);
        writer.WriteEndObject();
        Standings.ProgressJson.Write(writer, "keep"u8, keep);
        writer.WriteEndObject();
        WriteNext(writer, standing);
    }

    private static void WriteGround(Utf8JsonWriter writer, TierGround? ground)
    {
        if (ground is null)
        {
            writer.WriteNull("restsOn"u8);
            return;
        }

        writer.WriteStartObject("restsOn"u8);
        Values.WriteDate(writer, "reachedOn"u8, ground.ReachedOn);
        WriteLevel(writer, ground.Reached);
        writer.WriteNumber("version"u8, ground.Version.Number);
        WriteWindow(writer, ground.Version.Program.Tiers.Window);
        Values.WriteDate(writer, "windowFrom"u8, ground.WindowFrom);
        writer.WriteNumber("spend"u8, ground.Spend);
        writer.WriteNumber("visits"u8, ground.Visits);
        writer.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter writer, Standing standing)
    {
        if (Progress.ToNext(standing) is not { } next)
        {
            writer.WriteNull("next"u8);
            return;
        }

        writer.WriteStartObject("next"u8);
        WriteLevel(writer, next.Level);
        writer.WriteNumber("spend"u8, standing.Spend);
        writer.WriteNumber("visits"u8, standing.Visits);
        Values.WriteNumber(writer, "spendNeeded"u8, next.SpendNeeded);
        Values.WriteNumber(writer, "visitsNeeded"u8, next.VisitsNeeded);
        writer.WriteEndObject();
    }

    /// <summary>A level with the thresholds that it asks for.</summary>
    private static void WriteLevel(Utf8JsonWriter writer, Level level)
    {
        writer.WriteString("level"u8, level.Id);
        writer.WriteStartObject("threshold"u8);
        Values.WriteNumber(writer, "spend"u8, level.Spend);
        Values.WriteNumber(writer, "visits"u8, level.Visits);
        writer.WriteString("require"u8, level.RequiresAll ? "all"u8 : "any"u8);
        writer.WriteEndObject();
    }

    private static void WriteWindow(Utf8JsonWriter writer, TierWindow window)
    {
        writer.WriteStartObject("window"u8);
        switch (window)
        {
            case TierWindow.Rolling rolling:
                writer.WriteString("kind"u8, "rolling"u8);
                writer.WriteNumber("months"u8, rolling.Months);
                break;
            case TierWindow.CalendarYear:
                writer.WriteString("kind"u8, "calendarYear"u8);
                break;
            case TierWindow.Lifetime:
                writer.WriteString("kind"u8, "lifetime"u8);
                break;
        }

        writer.WriteEndObject();
    }
}
