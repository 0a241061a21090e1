using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Merging;

/// <summary>Merges two members and undoes it, each once under the merge's id, and finishes what was cut off.</summary>
public sealed class MergeDesk(IStore store, OpenMerges open, MergePlaces places, MemberMerge merge, MemberParting parting)
{
    /// <param name="by">The name of the key that it came with.</param>
    public async Task<MergeResult> MergeAsync(
        MemberId into, MemberId from, MergeId id, string? reason, string by, CancellationToken cancellationToken)
    {
        await FinishAsync(into, id, cancellationToken);
        if (await ReadAsync(into, id, cancellationToken) is { } before)
        {
            return before.From == from && before.Reason == reason
                ? new MergeResult.Done(before, false)
                : new MergeResult.Refused(MergeRefusal.IdUsedForAnotherMerge);
        }

        if (await places.ReadAsync(into, cancellationToken) is not { } kept || await places.ReadAsync(from, cancellationToken) is not { } old)
        {
            return new MergeResult.Refused(MergeRefusal.NoMember);
        }

        if (MergeRules.WhyNot(kept, old) is { } why)
        {
            return new MergeResult.Refused(why);
        }

        var asked = new OpenMerge(into, from, id, by, reason, IsUndo: false);
        var opened = await open.OpenAsync(asked, cancellationToken);
        return !opened.IsSameAs(asked) ? new MergeResult.Refused(MergeRefusal.Unfinished)
            : await merge.RunAsync(opened, cancellationToken) is { } refusal ? new MergeResult.Refused(refusal)
            : await ReadAsync(into, id, cancellationToken) is { } done ? new MergeResult.Done(done, true)
            : new MergeResult.Refused(MergeRefusal.NoMember);
    }

    /// <param name="by">The name of the key that it came with.</param>
    public async Task<MergeResult> UndoAsync(MemberId into, MergeId id, string by, CancellationToken cancellationToken)
    {
        await FinishAsync(into, id, cancellationToken);
        if (await ReadAsync(into, id, cancellationToken) is not { } before || await places.ReadAsync(into, cancellationToken) is not { } kept)
        {
            return new MergeResult.Refused(MergeRefusal.NoMember);
        }

        if (before.UndoneAt is not null)
        {
            return new MergeResult.Done(before, false);
        }

        if (MergeRules.WhyNotUndo(kept, id) is { } why)
        {
            return new MergeResult.Refused(why);
        }

        var asked = new OpenMerge(into, before.From, id, by, null, IsUndo: true);
        var opened = await open.OpenAsync(asked, cancellationToken);
        return !opened.IsSameAs(asked) ? new MergeResult.Refused(MergeRefusal.Unfinished)
            : await parting.RunAsync(opened, cancellationToken) is { } refusal ? new MergeResult.Refused(refusal)
            : await ReadAsync(into, id, cancellationToken) is { } done ? new MergeResult.Done(done, true)
            : new MergeResult.Refused(MergeRefusal.NoMember);
    }

    /// <summary>Finishes a merge that is under way, or being undone.</summary>
    internal Task FinishAsync(OpenMerge opened, CancellationToken cancellationToken) =>
        opened.IsUndo ? parting.RunAsync(opened, cancellationToken) : merge.RunAsync(opened, cancellationToken);

    private async Task FinishAsync(MemberId into, MergeId id, CancellationToken cancellationToken)
    {
        if (await open.FindAsync(into, cancellationToken) is { } opened && opened.Into == into && opened.Id == id)
        {
            await FinishAsync(opened, cancellationToken);
        }
    }

    private async Task<MergeRow?> ReadAsync(MemberId into, MergeId id, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, into.ToString(), MemberKeys.Merge(id), cancellationToken) is { } row
            ? MergeRow.Read(row)
            : null;
}
