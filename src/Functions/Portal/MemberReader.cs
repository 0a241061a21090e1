using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Portal;

/// <summary>Finds a member by the id in a route: theirs, or one that was merged into theirs.</summary>
public sealed class MemberReader(IStore store)
{
    /// <summary>The member, or null for one never seen and for what is no id. One point read.</summary>
    public async Task<Member?> FindAsync(string id, CancellationToken cancellationToken) =>
        MemberId.TryParse(id) is { } number
        && await store.FindMemberAsync(number, toChange: false, cancellationToken) is { Row: { } row }
            ? MemberRow.Read(row)
            : null;
}
