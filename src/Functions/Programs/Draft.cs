using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>What somebody wants to publish.</summary>
public sealed record Draft(ReadOnlyMemory<byte> Document)
{
    /// <summary>Who publishes it: the name of a key, or of a file.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }

    /// <summary>From which date it is in force; null: from today on.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Whether it may follow the version that is the newest then; null where there is none.</summary>
    public Func<PublishedVersion?, bool> Follows { get; init; } = static _ => true;
}
