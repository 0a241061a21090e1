using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>Publishes programs, where they say something else than the newest version.</summary>
public sealed class Publisher(PublishedProgram program, IClock clock)
{
    public Task<Publication> PublishAsync(Draft draft, CancellationToken cancellationToken) =>
        Contention.RetryAsync(() => TryPublishAsync(draft, cancellationToken), cancellationToken);

    // Null where another version was published meanwhile, which this one is then to be compared with.
    private async Task<Publication?> TryPublishAsync(Draft draft, CancellationToken cancellationToken)
    {
        var newest = await program.NewestAsync(cancellationToken);
        if (!draft.Follows(newest))
        {
            return new Publication.Outdated(newest);
        }

        var check = ProgramCheck.Of(draft.Document);
        if (!check.IsGood)
        {
            return new Publication.Refused(check.Errors);
        }

        var parsed = ProgramJson.Parse(draft.Document, newest?.Version.Program);
        if (parsed is not Parsed<LoyaltyProgram>.Good { Value: var next })
        {
            return new Publication.Unchangeable(((Parsed<LoyaltyProgram>.Bad)parsed).Errors);
        }

        var now = clock.GetCurrentInstant();
        var today = next.Today(now);
        var from = draft.From ?? today;
        if (from < today)
        {
            return new Publication.TooEarly(today);
        }

        if (newest is not null && await IsInForceAsync(newest, from, cancellationToken)
            && ProgramChanges.Between(newest.Document, draft.Document).IsEmpty)
        {
            return new Publication.Unchanged(newest, check);
        }

        var version = new PublishedVersion(
            new ProgramVersion((newest?.Version.Number ?? 0) + 1, from, next), draft.Document, now, draft.By, draft.Reason);
        return await program.InsertAsync(version, cancellationToken) ? new Publication.Published(version, newest, check) : null;
    }

    private async Task<bool> IsInForceAsync(PublishedVersion newest, LocalDate date, CancellationToken cancellationToken) =>
        (await program.VersionsAsync(newest.Version.Number, cancellationToken)).On(date).Number == newest.Version.Number;
}
