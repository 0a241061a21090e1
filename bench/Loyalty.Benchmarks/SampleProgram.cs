using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.Benchmarks;

/// <summary>The program of config/program.json.</summary>
internal static class SampleProgram
{
    public static byte[] Document { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "program.json"));

    public static LoyaltyProgram Program { get; } = ((Parsed<LoyaltyProgram>.Good)ProgramJson.Parse(Document)).Value;
}
