using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Portal.Gifts;

/// <summary>Gives a reward by hand, once under its id, within what the key that it comes with may give in a month.</summary>
public sealed class GiftDesk(
    MemberChanges changes, Budgets budgets, PublishedProgram program, RewardCodes codes, IStore store, IOptions<AccessOptions> options)
{
    /// <param name="by">The name of the key that it came with.</param>
    internal async Task<GiftResult> GiveAsync(
        MemberId member, EventId id, string reward, string reason, string by, CancellationToken cancellationToken)
    {
        var gift = new StaffGift(program, codes, RewardKey.Gift(id.ToString()), reward);
        GiftResult result = new GiftResult.NoMember();
        (string Budget, string Code)? reserved = null;
        await changes.ChangeAsync(
            member,
            async (before, now) =>
            {
                if (before is null)
                {
                    result = new GiftResult.NoMember();
                    return null;
                }

                if ((await ReadAsync(before.Id, MemberKeys.Gift(id), cancellationToken)
                    ?? (before.Id == member ? null : await ReadAsync(member, MemberKeys.Gift(id), cancellationToken))) is { } row)
                {
                    result = await GivenBeforeAsync(before, StoredGift.Read(row), reward, reason, cancellationToken);
                    return null;
                }

                if (await gift.GiveAsync(before, now, cancellationToken) is not var (after, given, terms))
                {
                    result = new GiftResult.NoReward();
                    return null;
                }

                if (reserved is null && terms.Cost is { } cost && LimitOf(by) is { } limit)
                {
                    var budget = BudgetKeys.OfGifts(by, given.EarnedOn);
                    var reservation = Reservation.Of(given.Code, before.Id, cost, now);
                    if (!await budgets.TryReserveAsync(budget, limit, reservation, cancellationToken))
                    {
                        result = new GiftResult.BudgetSpent();
                        return null;
                    }

                    reserved = (budget, given.Code.Stored);
                }

                result = new GiftResult.Given(after, given, true);
                var audit = AuditFact.OfKey(now, AuditAct.RewardGiven, by, id.ToString());
                return new(after, [new StoredGift(id, reward, reason, by, given.Code, now).Write(), AuditRow.Write(audit)], [new(null, given)]);
            },
            cancellationToken);
        if (reserved is var (name, code) && result is not GiftResult.Given { IsNew: true })
        {
            await budgets.GiveBackAsync(name, code, cancellationToken);
        }

        return result;
    }

    private async Task<GiftResult> GivenBeforeAsync(
        Member member, StoredGift before, string reward, string reason, CancellationToken cancellationToken) =>
        !before.Says(reward, reason) ? new GiftResult.IdUsed()
        : await ReadAsync(member.Id, MemberKeys.Reward(before.Code), cancellationToken) is { } row
            ? new GiftResult.Given(member, RewardRow.Read(row), false)
            : throw new InvalidOperationException("A gift is written with its reward.");

    // One key follows another under the same name; the first that has a limit counts.
    private long? LimitOf(string keyName) =>
        options.Value.Keys.FirstOrDefault(key => key.Name == keyName && key.GiftsMonth is not null)?.GiftsMonth;

    private Task<Row?> ReadAsync(MemberId member, string key, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), key, cancellationToken);
}
