using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>Compares members one by one and adds them up; several tallies of one plan, of other members each, make one backtest.
/// </summary>
public sealed class BacktestTally(BacktestPlan plan)
{
    private readonly SideTally? asItWas = plan.AsItWas is { } was ? new(was, plan.From, plan.AsOf) : null;
    private readonly SideTally current = new(plan.Current, plan.From, plan.AsOf);
    private readonly SideTally draft = new(plan.Draft, plan.From, plan.AsOf);
    private readonly Dictionary<(int From, int To), long> moves = [];
    private Movers up = Movers.None;
    private Movers down = Movers.None;
    private MessageOutlook? messages;
    private long members;

    /// <summary>A member of whom the events are known, and nothing else.</summary>
    public void Add(MemberId member, History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        members++;
        var paid = history.NewestFirst(plan.AsOf).TakeWhile(total => total.Date >= plan.From).Sum(total => total.Amount);
        asItWas?.Add(history, paid);
        var (from, to) = (current.Add(history, paid), draft.Add(history, paid));
        moves[(from, to)] = moves.GetValueOrDefault((from, to)) + 1;
        var counted = plan.DraftLevels[from];
        if (to != counted)
        {
            var mover = new Mover(member, current.Levels[from].Id, draft.Levels[to].Id);
            (up, down) = to > counted
                ? (up.Plus(Movers.One(mover)), down)
                : (up, down.Plus(Movers.One(mover with { Until = Until(history, counted) })));
        }
    }

    /// <summary>When a member would no longer have a level of the draft.</summary>
    private LocalDate? Until(History history, int level)
    {
        var standing = Standing.Evaluate(plan.OnceDraftIsPublished, history, plan.AsOf);
        return draft.Levels.IndexOf(standing.Tier) < level ? plan.AsOf : standing.TierUntil;
    }

    /// <summary>A member with profile, consent and what was sent to them.</summary>
    /// <param name="published">All versions.</param>
    public void Add(Member member, ProgramVersions published, Instant now)
    {
        ArgumentNullException.ThrowIfNull(member);
        Add(member.Id, member.History);
        messages = (messages ?? MessageOutlook.None).Plus(
            new(Outlook(published, member, now), Outlook(plan.OnceDraftIsPublished, member, now)));
    }

    public Backtest Result() => new()
    {
        From = plan.From,
        AsOf = plan.AsOf,
        Members = members,
        AsItWas = asItWas?.Result(),
        Current = current.Result(),
        Draft = draft.Result(),
        Moves =
        [
            .. moves
                .OrderBy(move => move.Key)
                .Select(move => new TierMove(current.Levels[move.Key.From].Id, draft.Levels[move.Key.To].Id, move.Value)),
        ],
        Up = up,
        Down = down,
        Messages = messages,
    };

    private static ImmutableSortedDictionary<MessageKind, long> Outlook(ProgramVersions versions, Member member, Instant now)
    {
        var standing = Standing.Evaluate(versions, member.History, versions.Newest.Today(now));
        var horizon = now + Duration.FromDays(MessageOutlook.Days);
        return Upcoming.Of(versions, member, standing, now)
            .Where(message => message.Occasion.Kind != MessageKind.Answer && !message.HeldOut)
            .Where(message => message.From is { } at && at < horizon && !(message.Until <= at))
            .GroupBy(message => message.Occasion.Kind)
            .ToImmutableSortedDictionary(kind => kind.Key, kind => (long)kind.Count());
    }
}
