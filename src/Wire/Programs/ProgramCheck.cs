using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs.Sense;

namespace Loyalty.Wire.Programs;

/// <summary>What can be said of a draft before anybody publishes it.</summary>
/// <param name="Program">Null where it cannot be read.</param>
/// <param name="Errors">What keeps it from being published.</param>
/// <param name="Warnings">What somebody should know who publishes it.</param>
public sealed record ProgramCheck(LoyaltyProgram? Program, ImmutableArray<JsonError> Errors, ImmutableArray<JsonError> Warnings)
{
    /// <summary>Whether nothing but what it changes can keep it from being published.</summary>
    public bool IsGood => Errors.IsEmpty;

    public static ProgramCheck Of(ReadOnlyMemory<byte> utf8)
    {
        var parsed = ProgramJson.Parse(utf8);
        if (parsed is not Parsed<LoyaltyProgram>.Good { Value: var program })
        {
            return new(null, ((Parsed<LoyaltyProgram>.Bad)parsed).Errors, []);
        }

        var findings = new Findings();
        TierSense.Look(program.Tiers, findings);
        StreakSense.Look(program, findings);
        RewardSense.Look(program, findings);
        MessageSense.Look(program, findings);
        return new(program, findings.Errors, findings.Warnings);
    }

    /// <summary>With what the letters that there are lack for the kinds that it sends.</summary>
    /// <param name="letters">By language the names of those that are there; English is for whoever's language has none.</param>
    public ProgramCheck WithLetters<T>(IReadOnlyDictionary<string, T> letters)
        where T : IReadOnlySet<string>
    {
        ArgumentNullException.ThrowIfNull(letters);
        var findings = new Findings();
        LetterSense.Look(Program?.Messages, letters, findings);
        return this with { Errors = [.. Errors, .. findings.Errors], Warnings = [.. Warnings, .. findings.Warnings] };
    }

    /// <summary>Writes <c>errors</c> and <c>warnings</c> into the current object.</summary>
    public void WriteProperties(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer, "errors", Errors);
        WriteWarnings(writer);
    }

    /// <summary>Writes <c>warnings</c> alone.</summary>
    public void WriteWarnings(Utf8JsonWriter writer) => Write(writer, "warnings", Warnings);

    private static void Write(Utf8JsonWriter writer, string name, ImmutableArray<JsonError> findings)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray(name);
        foreach (var (pointer, detail) in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer", pointer);
            writer.WriteString("detail", detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
