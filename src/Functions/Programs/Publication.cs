using System.Collections.Immutable;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>How publishing a document ended. Nothing was published but where it says so.</summary>
public abstract record Publication
{
    private Publication()
    {
    }

    /// <summary>What is wrong with the document.</summary>
    public ImmutableArray<JsonError> Mistakes => this switch
    {
        Refused { Errors: var errors } => errors,
        Unchangeable { Errors: var errors } => errors,
        _ => [],
    };

    /// <summary>It is a version now.</summary>
    /// <param name="Before">That was the newest until then; null where there was none.</param>
    public sealed record Published(PublishedVersion Version, PublishedVersion? Before, ProgramCheck Check) : Publication;

    /// <summary>It is what the newest version says already, in force on the date asked for.</summary>
    public sealed record Unchanged(PublishedVersion Newest, ProgramCheck Check) : Publication;

    /// <summary>The newest version is not the one that it was to follow.</summary>
    /// <param name="Newest">Null where there is none.</param>
    public sealed record Outdated(PublishedVersion? Newest) : Publication;

    /// <summary>It was to be in force from a date that is over.</summary>
    public sealed record TooEarly(LocalDate Today) : Publication;

    /// <summary>It is no good program, or makes no sense.</summary>
    public sealed record Refused(ImmutableArray<JsonError> Errors) : Publication;

    /// <summary>It is a good program, but changes what publishing cannot change.</summary>
    public sealed record Unchangeable(ImmutableArray<JsonError> Errors) : Publication;
}
