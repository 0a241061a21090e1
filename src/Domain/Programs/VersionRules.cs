namespace Loyalty.Domain.Programs;

/// <summary>A version in force, with what evaluating looks up often.</summary>
internal sealed class VersionRules(ProgramVersion version)
{
    public ProgramVersion Version { get; } = version;
}
