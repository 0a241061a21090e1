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
    public static ProgramVersions? Read(IReadOnlyList<string> arguments, TextWriter error)
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
                    ? "The first --program is in force from the beginning; give it without a date."
                    : $"Each later --program has the date from which it is in force: {path}@2026-12-31.");
            }

            switch (ProgramJson.Parse(ReadFile(path), previous))
            {
                case Parsed<LoyaltyProgram>.Good(var program):
                    versions.Add(new(number, from ?? LocalDate.MinIsoValue, program));
                    previous = program;
                    break;
                case Parsed<LoyaltyProgram>.Bad(var errors):
                    isAllGood = false;
                    foreach (var wrong in errors)
                    {
                        error.WriteLine($"{path}: {wrong}");
                    }

                    break;
            }
        }

        return isAllGood ? new ProgramVersions(versions) : null;
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
