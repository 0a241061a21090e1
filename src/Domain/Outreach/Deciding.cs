using System.Collections.Immutable;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>One decision under way: the state as it changes, and what is to be done.</summary>
/// <param name="turn">Null: only look.</param>
internal sealed class Deciding(Situation situation, Turn? turn)
{
    private const int MostAttempts = 10;

    // What one transaction can hold; the rest follows with the next look.
    private const int MostHeldOut = 8;
    private const int MostDeferred = 16;

    private readonly Dictionary<MessageId, MessageChange> changes = [];
    private readonly List<Gift> gifts = [];
    private readonly Instant now = situation.Now;
    private Situation situation = situation;
    private ImmutableArray<Reward> revoke = [];
    private Looks next;
    private Claim? claimed;

    private OutreachState State
    {
        get => situation.State;
        set => situation = situation with { State = value };
    }

    private bool Acts => turn is not null;

    public OutreachDecision Decide()
    {
        GiveBirthdayRewards();
        if (State.Claim is not { } claim || Settle(claim))
        {
            Choose();
            ResolveDeferred();
        }

        LookAtLapse();
        return new(State, claimed, [.. changes.Values], [.. gifts], revoke, next);
    }

    private void GiveBirthdayRewards()
    {
        while (Birthdays.NextReward(situation) is var (year, due))
        {
            if (due > now || !Acts)
            {
                LookAt(MessageKind.Birthday, due);
                return;
            }

            State = State with { BirthdayRewardYear = year };
            if (Birthdays.Reward(situation, year) is { } gift)
            {
                gifts.Add(gift);
            }
        }
    }

    /// <summary>Whether the claim is settled, so that others may go.</summary>
    private bool Settle(Claim claim)
    {
        var kind = claim.Occasion.Kind;
        if (claim.LeaseEnd > now)
        {
            LookAt(kind, claim.LeaseEnd);
            return false;
        }

        if (ToSendAgain(claim) is { } candidate)
        {
            var (allowed, _) = Allowed(candidate);
            if (allowed > now || !Acts)
            {
                LookAt(kind, allowed);
            }
            else
            {
                Take(claim with { Nonce = turn!.Nonce, ClaimedAt = now, LeaseEnd = now + Claim.Lease, Attempt = claim.Attempt + 1 });
            }

            return false;
        }

        if (!Acts)
        {
            LookAt(kind, now);
            return false;
        }

        var applied = Effects.Of(
            State with { Claim = null }, claim.Occasion, claim.About, situation.Today, situation.LocalToday, now);
        State = Effects.Count(applied, kind, Instant.Min(now, claim.LeaseEnd));
        Say(claim.Id, claim.Occasion, MessageStatus.Unknown, claim.DecidedAt, claim.Reward, null);
        return true;
    }

    /// <summary>The occasion of a claim whose outcome nobody knows, where it is still there and must not miss.</summary>
    private Candidate? ToSendAgain(Claim claim) =>
        claim.Occasion.Kind.IsSentAgain() && claim.Attempt < MostAttempts && WhyClosed(claim.Occasion.Kind) is null
            ? Candidates.Of(situation).FirstOrDefault(candidate => candidate.Occasion == claim.Occasion)
            : null;

    private void Choose()
    {
        for (var heldOut = 0; heldOut < MostHeldOut; heldOut++)
        {
            if (!HoldsOutOne())
            {
                return;
            }
        }

        LookAt(MessageKind.ThankYou, now);
    }

    /// <summary>Goes through the candidates until one is claimed or held out; says whether one was held out, after which all is to
    /// be looked at anew.</summary>
    private bool HoldsOutOne()
    {
        foreach (var candidate in Candidates.Of(situation))
        {
            if (WhyClosed(candidate.Kind) is not null)
            {
                continue;
            }

            var (allowed, why) = candidate.Due > now ? (candidate.Due, null) : Allowed(candidate);
            if (allowed > now || !Acts)
            {
                var at = Waits(candidate, why) ? Instant.Min(allowed, candidate.Until ?? allowed) : now;
                next = next.NoLaterThan(SweepFor(candidate), Instant.Max(at, now));
            }
            else if (Holdout.Holds(candidate.Kind, situation.Member.Id, situation.Today, candidate.HoldoutPercent))
            {
                HoldOut(candidate);
                return true;
            }
            else
            {
                Take(candidate);
                return false;
            }
        }

        return false;
    }

    /// <summary>The timer that looks for a candidate: that of its kind, but the one that runs most often where the provider alone keeps
    /// it waiting, so that an hour's messages need not go in the hour's first minute.</summary>
    private Sweep SweepFor(Candidate candidate) =>
        State.Deferred.Any(change => change.Occasion == candidate.Occasion && change.Why == Messaging.NoMoreNow)
            ? Sweep.TierRewards
            : candidate.Kind.Sweep();

    /// <summary>Why no message of a kind goes to the member, whatever the hour; null where one may.</summary>
    private string? WhyClosed(MessageKind kind) => Hindrances.WhyClosed(situation, kind);

    /// <summary>From when on a candidate that is due may go, and what it waits for.</summary>
    private (Instant At, string? Why) Allowed(Candidate candidate) => turn is { Slot: var given } && given > now
        ? Hindrances.Allowed(situation, candidate, given, Messaging.NoMoreNow)
        : Hindrances.Allowed(situation, candidate, now, null);

    private void Take(Candidate candidate)
    {
        var id = MessageId.Of(situation.Member.Id, candidate.Occasion);
        Take(new Claim(
            id, candidate.Occasion, turn!.Nonce, now, now + Claim.Lease, 1, DecidedAt(id), candidate.Reward, candidate.About));
        if (candidate.Kind == MessageKind.WinBack)
        {
            revoke = [.. WinBackOffers.Replaced(situation.Member.Rewards, candidate.Occasion, now, situation.Today)];
        }

        if (candidate.Gift is { } gift)
        {
            gifts.Add(gift);
            State = WinBackOffers.Give(State, candidate.Occasion, situation.Today);
        }
        else if (candidate.Kind == MessageKind.Birthday && gifts is [.., var last])
        {
            gifts[^1] = last with { WithClaim = true };
        }
    }

    private void Take(Claim claim)
    {
        claimed = claim;
        State = State with { Claim = claim };
        Say(claim.Id, claim.Occasion, MessageStatus.Claimed, claim.DecidedAt, claim.Reward, null);
    }

    private void HoldOut(Candidate candidate)
    {
        var id = MessageId.Of(situation.Member.Id, candidate.Occasion);
        var applied = Effects.Of(
            State, candidate.Occasion, candidate.About, situation.Today, situation.LocalToday, now);
        State = Effects.Count(applied, candidate.Kind, now);
        Say(id, candidate.Occasion, MessageStatus.HeldOut, DecidedAt(id), null, null);
    }

    /// <summary>Whether nothing is left to do about a candidate before it may go: its row says that it waits, as far as there is room
    /// for such rows.</summary>
    private bool Waits(Candidate candidate, string? why)
    {
        var id = MessageId.Of(situation.Member.Id, candidate.Occasion);
        var before = State.Deferred.FirstOrDefault(change => change.Id == id);
        if (candidate.Due > now || before?.Why == why || (before is null && State.Deferred.Length >= MostDeferred))
        {
            return true;
        }

        if (Acts)
        {
            var change = Say(id, candidate.Occasion, MessageStatus.Deferred, before?.DecidedAt ?? now, candidate.Reward, why);
            State = State with { Deferred = State.Deferred.Add(change) };
        }

        return Acts;
    }

    /// <summary>What waited and is no occasion any more is past; what waited for a member who cannot be reached is suppressed.
    /// </summary>
    private void ResolveDeferred()
    {
        if (State.Deferred.IsEmpty)
        {
            return;
        }

        var waiting = Candidates.Of(situation).Where(candidate => candidate.Due <= now).ToDictionary(candidate => candidate.Occasion);
        foreach (var deferred in State.Deferred)
        {
            if (!waiting.TryGetValue(deferred.Occasion, out var candidate))
            {
                Resolve(deferred, MessageStatus.Past, null);
            }
            else if (WhyClosed(candidate.Kind) is { } why && why != Hindrances.Complaint)
            {
                Resolve(deferred, MessageStatus.Suppressed, why);
            }
            else if (candidate.Until is { } until)
            {
                LookAt(candidate.Kind, until);
            }
        }
    }

    private void Resolve(MessageChange deferred, MessageStatus status, string? why)
    {
        if (Acts)
        {
            Say(deferred.Id, deferred.Occasion, status, deferred.DecidedAt, deferred.Reward, why);
        }
        else
        {
            LookAt(deferred.Occasion.Kind, now);
        }
    }

    /// <summary>A tier falls by itself on a day on which nothing else need happen: what is told of tiers from then on rests on that.
    /// </summary>
    private void LookAtLapse()
    {
        if (situation.Standing.TierUntil is { } until && situation.Rules is { TierUpgrade: true } or { AlmostThere: not null })
        {
            LookAt(MessageKind.TierUpgrade, MemberTime.StartOf(until, situation.Versions.Newest.Zone));
        }
    }

    private Instant DecidedAt(MessageId id) => State.Deferred.FirstOrDefault(change => change.Id == id)?.DecidedAt ?? now;

    /// <summary>Changes a message's row; one that says something else does not say that it is deferred.</summary>
    private MessageChange Say(
        MessageId id, Occasion occasion, MessageStatus status, Instant decidedAt, RewardCode? reward, string? why)
    {
        var change = new MessageChange(id, occasion, status, decidedAt, reward, why);
        changes[id] = change;
        State = State with { Deferred = State.Deferred.RemoveAll(deferred => deferred.Id == id) };
        return change;
    }

    private void LookAt(MessageKind kind, Instant at) => next = next.NoLaterThan(kind.Sweep(), Instant.Max(at, now));
}
