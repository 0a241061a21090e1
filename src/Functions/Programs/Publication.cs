using System.Collections.Immutable;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>How publishing a document ended.</summary>
public abstract record Publication
{
    private Publication()
    {
    }

    /// <summary>It is the version of this number now, in force from the date.</summary>
    public sealed record Published(int Number, LocalDate From) : Publication;

    /// <summary>It is what the newest version says already.</summary>
    public sealed record Unchanged : Publication;

    /// <summary>It is no good program, or changes what may not change; nothing was published.</summary>
    public sealed record Refused(ImmutableArray<JsonError> Errors) : Publication;
}
