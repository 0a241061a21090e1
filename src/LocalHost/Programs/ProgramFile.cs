using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.LocalHost.Programs;

/// <summary>The document that a marketer edits, read at start.</summary>
internal sealed record ProgramFile(string Path, LoyaltyProgram Program, ReadOnlyMemory<byte> Document)
{
    /// <exception cref="CannotStartException">It is not there, or it is no program; the message has every error.</exception>
    public static ProgramFile Read(string path)
    {
        byte[] document;
        try
        {
            document = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The program {path} cannot be read: {exception.Message}", exception);
        }

        return ProgramJson.Parse(document) switch
        {
            Parsed<LoyaltyProgram>.Good(var program) => new ProgramFile(path, program, document),
            Parsed<LoyaltyProgram>.Bad(var errors) => throw new CannotStartException(
                string.Join(Environment.NewLine, errors.Select(error => $"  {error}").Prepend($"{path} is no program:"))),
            _ => throw new InvalidOperationException("A program is good or bad."),
        };
    }
}
