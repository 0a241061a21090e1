using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>Publishes a program from today on, where it differs from the newest version.</summary>
public sealed class Publisher(PublishedProgram program, IClock clock)
{
    public Task<Publication> PublishAsync(ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        Contention.RetryAsync(() => TryPublishAsync(document, cancellationToken), cancellationToken);

    // Null where another version was published meanwhile, which this one is then to be compared with.
    private async Task<Publication?> TryPublishAsync(ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        var newest = await program.NewestAsync(cancellationToken);
        if (newest is not null && document.Span.SequenceEqual(newest.Document.Span))
        {
            return new Publication.Unchanged();
        }

        var parsed = ProgramJson.Parse(document, newest?.Version.Program);
        if (parsed is not Parsed<LoyaltyProgram>.Good { Value: var next })
        {
            return new Publication.Refused(((Parsed<LoyaltyProgram>.Bad)parsed).Errors);
        }

        var now = clock.GetCurrentInstant();
        var version = new ProgramVersion((newest?.Version.Number ?? 0) + 1, next.Today(now), next);
        return await program.InsertAsync(version, document, now, cancellationToken)
            ? new Publication.Published(version.Number, version.From)
            : null;
    }
}
