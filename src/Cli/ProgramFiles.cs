using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Cli;

/// <summary>The versions of a program, each in a file, published in the order in which they are given: the first is in force
/// from the beginning, the later ones from the date after an @.</summary>
internal static class ProgramFiles
{
    /// <summary>Null where one is wrong; why is written.</summary>
    /// <param name="option">That they are given with.</param>
    public static ProgramVersions? Read(string option, IReadOnlyList<string> arguments, TextWriter error)
    {
        var versions = new List<ProgramVersion>();
        var isAllGood = true;
        LoyaltyProgram? previous = null;
        foreach (var (argument, number) in arguments.Select((argument, index) => (argument, index + 1)))
        {
            var (path, from) = Split(argument);
            if ((number == 1) != (from is null))
            {
                isAllGood = false;
                error.WriteLine(number == 1
                    ? $"The first {option} is in force from the beginning; give it without a date."
                    : $"Each later {option} has the date from which it is in force: {path}@2026-12-31.");
            }

            if (ReadOne(path, previous, error) is { } program)
            {
                versions.Add(new(number, from ?? LocalDate.MinIsoValue, program));
                previous = program;
            }
            else
            {
                isAllGood = false;
            }
        }

        return isAllGood ? new ProgramVersions(versions) : null;
    }

    /// <summary>Null where it is wrong; why is written.</summary>
    /// <param name="replaces">The version that it is to follow, where there is one.</param>
    public static LoyaltyProgram? ReadOne(string path, LoyaltyProgram? replaces, TextWriter error)
    {
        var parsed = ProgramJson.Parse(ReadFile(path), replaces);
        foreach (var wrong in parsed is Parsed<LoyaltyProgram>.Bad { Errors: var errors } ? errors : [])
        {
            error.WriteLine($"{path}: {wrong}");
        }

        return (parsed as Parsed<LoyaltyProgram>.Good)?.Value;
    }

    private static (string Path, LocalDate? From) Split(string argument)
    {
        var at = argument.LastIndexOf('@');
        return at > 0 && LocalDatePattern.Iso.Parse(argument[(at + 1)..]).TryGetValue(default, out var from)
            ? (argument[..at], from)
            : (argument, null);
    }

    /// <summary>A file's bytes: one more than a program may have tells that it is too large.</summary>
    public static ReadOnlyMemory<byte> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[ProgramJson.MaxBytes + 1];
        return bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
