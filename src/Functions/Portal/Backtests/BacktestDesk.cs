using System.Security.Cryptography;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>
/// Goes over all members with a draft of the program, a few seconds each time that somebody asks how far it has come. So it needs
/// no process of its own, stops when nobody waits for it, and goes on after a crash or on another host. There is one at a time, on
/// one thread, which rests as long as it works: tills come first.
/// </summary>
public sealed class BacktestDesk(IStore store, PublishedProgram program, IClock clock, TimeProvider time) : IDisposable
{
    private const int IdDigits = 32;

    // Far below the 230 seconds within which a function on Azure has to answer.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    // Whoever waits for one asks many times within it.
    private static readonly Duration Abandoned = Duration.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);

    public async Task<BacktestStart> BeginAsync(ReadOnlyMemory<byte> document, int percent, CancellationToken cancellationToken)
    {
        var published = await program.VersionsAsync(cancellationToken);
        if (ProgramJson.Parse(document, published.Newest) is Parsed<LoyaltyProgram>.Bad { Errors: var errors })
        {
            return new BacktestStart.Refused(errors);
        }

        var asOf = published.Newest.Today(clock.GetCurrentInstant());
        var job = new BacktestJob
        {
            Id = RandomNumberGenerator.GetHexString(IdDigits, lowercase: true),
            Document = document,
            Newest = published.Published[^1].Number,
            AsOf = asOf,
            Percent = percent,
            SoFar = new BacktestTally(PlanOf(document, published, asOf)).Result(),
            TouchedAt = RealNow,
        };
        return await Contention.RetryAsync(() => TryBeginAsync(job, cancellationToken), cancellationToken);
    }

    /// <summary>The backtest, a step further where nobody else takes one; null where there is none of this id, or no longer.
    /// </summary>
    public async Task<BacktestJob?> AdvanceAsync(string id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } row)
        {
            return null;
        }

        var job = BacktestRow.Read(row);
        if (job.IsDone || !await turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return job;
        }

        try
        {
            var further = await StepAsync(job, cancellationToken);
            var replace = new Write.Replace(BacktestRow.Key, BacktestRow.Write(further), row.ETag);
            return await CommitAsync(replace, cancellationToken) ? further
                : await ReadAsync(id, cancellationToken) is { } changed ? BacktestRow.Read(changed)
                : null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends a backtest and leaves nothing of it; false where there is none of this id.</summary>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, cancellationToken) is { } row)
        {
            // Otherwise it has come further meanwhile.
            if (await CommitAsync(new Write.Delete(BacktestRow.Key, row.ETag), cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => turn.Dispose();

    private Instant RealNow => Instant.FromDateTimeOffset(time.GetUtcNow());

    // Null where another one was begun or came further meanwhile.
    private async Task<BacktestStart?> TryBeginAsync(BacktestJob job, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(Tables.Programs, BacktestRow.Partition, BacktestRow.Key, cancellationToken);
        if (row is not null && BacktestRow.Read(row) is { IsDone: false } other && other.TouchedAt + Abandoned > RealNow)
        {
            return new BacktestStart.Busy(other.Id);
        }

        var fields = BacktestRow.Write(job);
        Write write = row is null
            ? new Write.Insert(BacktestRow.Key, fields)
            : new Write.Replace(BacktestRow.Key, fields, row.ETag);
        return await CommitAsync(write, cancellationToken) ? new BacktestStart.Begun(job) : null;
    }

    private async Task<BacktestJob> StepAsync(BacktestJob job, CancellationToken cancellationToken)
    {
        var all = await program.VersionsAsync(job.Newest, cancellationToken);
        var published = new ProgramVersions(all.Published.Where(version => version.Number <= job.Newest));
        var tally = new BacktestTally(PlanOf(job.Document, published, job.AsOf));
        var now = clock.GetCurrentInstant();
        var start = time.GetTimestamp();
        var continuation = job.Continuation;
        do
        {
            var pageStart = time.GetTimestamp();
            var page = await store.ReadPageAsync(Tables.Members, MemberKeys.Member, continuation, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (MemberShare.Contains(MemberId.Parse(row.Partition), job.Percent))
                {
                    tally.Add(MemberRow.Read(row), published, now);
                }
            }

            continuation = page.Continuation;
            await Task.Delay(time.GetElapsedTime(pageStart), time, cancellationToken);
        }
        while (continuation is not null && time.GetElapsedTime(start) < Step);

        return job with
        {
            SoFar = job.SoFar.Plus(tally.Result()),
            Continuation = continuation,
            IsDone = continuation is null,
            TouchedAt = RealNow,
        };
    }

    private static BacktestPlan PlanOf(ReadOnlyMemory<byte> document, ProgramVersions published, LocalDate asOf) =>
        new(published, ((Parsed<LoyaltyProgram>.Good)ProgramJson.Parse(document)).Value, asOf);

    private async Task<Row?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(Tables.Programs, BacktestRow.Partition, BacktestRow.Key, cancellationToken);
        return row?.Fields.Text("id") == id ? row : null;
    }

    private async Task<bool> CommitAsync(Write write, CancellationToken cancellationToken) =>
        await store.CommitAsync(Tables.Programs, BacktestRow.Partition, [write], cancellationToken) is CommitResult.Committed;
}
