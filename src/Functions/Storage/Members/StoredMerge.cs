using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A number that was merged into a member, in the row "member". A name here is a stored name.</summary>
internal sealed record StoredMerge(
    string Id,
    string From,
    string[] Numbers,
    Instant At,
    string By,
    string? Reason,
    StoredConsent? Before,
    StoredConsent? After,
    string[]? Filled,
    SortedDictionary<string, long>? Kept,
    bool Leaving,
    SortedDictionary<string, long>? Returned)
{
    public static StoredMerge Of(MergedNumber merged) => new(
        merged.Id.ToString(),
        merged.From.ToString(),
        [.. merged.Numbers.Select(number => number.ToString())],
        merged.At,
        merged.By,
        merged.Reason,
        StoredConsent.Of(merged.ConsentBefore),
        StoredConsent.Of(merged.ConsentAfter),
        merged.Filled.IsEmpty ? null : [.. merged.Filled],
        StoredRewards.ByText(merged.KeptBefore),
        merged.IsLeaving,
        StoredRewards.ByText(merged.Returned));

    public MergedNumber ToMerged() => new()
    {
        Id = MergeId.Parse(Id),
        From = MemberId.Parse(From),
        Numbers = [.. Numbers.Select(MemberId.Parse)],
        At = At,
        By = By,
        Reason = Reason,
        ConsentBefore = StoredConsent.ToConsent(Before),
        ConsentAfter = StoredConsent.ToConsent(After),
        Filled = [.. Filled ?? []],
        KeptBefore = StoredRewards.ByKey(Kept),
        IsLeaving = Leaving,
        Returned = StoredRewards.ByKey(Returned),
    };
}
