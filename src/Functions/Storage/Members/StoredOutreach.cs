using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>What the row "member" says of messages: consent, what was told, what is under way, and when the timers look. A name here
/// is a stored name.</summary>
internal sealed record StoredOutreach
{
    public StoredWord? ByCustomer { get; init; }

    public StoredWord? ByOthers { get; init; }

    /// <summary>By timer, in the order of <see cref="Sweep"/>.</summary>
    public Instant?[]? Hints { get; init; }

    public Instant? ReachableSince { get; init; }

    public string? ToldLevel { get; init; }

    public int ToldRises { get; init; }

    public Instant[]? Sends { get; init; }

    public StoredClaim? Claim { get; init; }

    public StoredChange[]? Deferred { get; init; }

    public StoredRecent[]? Recent { get; init; }

    public bool ThankedFirst { get; init; }

    public int ThankedVisits { get; init; }

    public Instant? LastThanked { get; init; }

    public bool Welcomed { get; init; }

    public bool Activated { get; init; }

    public int? GreetedYear { get; init; }

    public int? BirthdayRewardYear { get; init; }

    public LocalDate? OfferedOn { get; init; }

    public int? OfferedAfterDays { get; init; }

    public SortedDictionary<int, LocalDate>? StepRewards { get; init; }

    public string[]? Reminded { get; init; }

    public StoredEnd[]? TierEndsTold { get; init; }

    public SortedDictionary<string, LocalDate>? NearTold { get; init; }

    public string[]? Complaints { get; init; }

    public StoredAnswer[]? Answers { get; init; }

    public string? DeadAddress { get; init; }

    public static StoredOutreach Of(Member member)
    {
        var state = member.Outreach;
        return new()
        {
            ByCustomer = Word(member.Consent.ByCustomer),
            ByOthers = Word(member.Consent.ByOthers),
            Hints = member.Hints == Looks.None ? null : [.. Enum.GetValues<Sweep>().Select(sweep => member.Hints[sweep])],
            ReachableSince = state.ReachableSince,
            ToldLevel = state.ToldLevel,
            ToldRises = state.ToldRises,
            Sends = Unless(state.Sends.IsEmpty, () => state.Sends.ToArray()),
            Claim = state.Claim is { } claim ? StoredClaim.Of(claim) : null,
            Deferred = Unless(state.Deferred.IsEmpty, () => state.Deferred.Select(StoredChange.Of).ToArray()),
            Recent = Unless(state.Recent.IsEmpty, () => state.Recent.Select(StoredRecent.Of).ToArray()),
            ThankedFirst = state.ThankedFirst,
            ThankedVisits = state.ThankedVisits,
            LastThanked = state.LastThanked,
            Welcomed = state.Welcomed,
            Activated = state.Activated,
            GreetedYear = state.GreetedYear,
            BirthdayRewardYear = state.BirthdayRewardYear,
            OfferedOn = state.LastOffer?.On,
            OfferedAfterDays = state.LastOffer?.AfterDays,
            StepRewards = Unless(state.StepRewards.IsEmpty, () => new SortedDictionary<int, LocalDate>(state.StepRewards)),
            Reminded = Unless(state.Reminded.IsEmpty, () => state.Reminded.Select(code => code.Stored).ToArray()),
            TierEndsTold = Unless(
                state.TierEndsTold.IsEmpty, () => state.TierEndsTold.Select(end => new StoredEnd(end.Level, end.Until)).ToArray()),
            NearTold = Unless(
                state.NearTold.IsEmpty, () => new SortedDictionary<string, LocalDate>(state.NearTold, StringComparer.Ordinal)),
            Complaints = Unless(state.Complaints.IsEmpty, () => state.Complaints.Select(id => id.ToString()).ToArray()),
            Answers = Unless(state.Answers.IsEmpty, () => state.Answers.Select(StoredAnswer.Of).ToArray()),
            DeadAddress = state.DeadAddress,
        };
    }

    public Consent ToConsent() => new(ByCustomer?.ToWord(), ByOthers?.ToWord());

    public Looks ToHints() => Hints is null
        ? Looks.None
        : Enum.GetValues<Sweep>().Zip(Hints).Aggregate(Looks.None, (looks, hint) => looks.With(hint.First, hint.Second));

    public OutreachState ToState() => new()
    {
        ReachableSince = ReachableSince,
        ToldLevel = ToldLevel,
        ToldRises = ToldRises,
        Sends = [.. Sends ?? []],
        Claim = Claim?.ToClaim(),
        Deferred = [.. (Deferred ?? []).Select(stored => stored.ToChange())],
        Recent = [.. (Recent ?? []).Select(stored => stored.ToRecent())],
        ThankedFirst = ThankedFirst,
        ThankedVisits = ThankedVisits,
        LastThanked = LastThanked,
        Welcomed = Welcomed,
        Activated = Activated,
        GreetedYear = GreetedYear,
        BirthdayRewardYear = BirthdayRewardYear,
        LastOffer = OfferedOn is { } on && OfferedAfterDays is { } days ? new(on, days) : null,
        StepRewards = OutreachState.None.StepRewards.AddRange(StepRewards ?? []),
        Reminded = [.. (Reminded ?? []).Select(Code)],
        TierEndsTold = [.. (TierEndsTold ?? []).Select(stored => new TierEnd(stored.Level, stored.Until))],
        NearTold = OutreachState.None.NearTold.AddRange(NearTold ?? []),
        Complaints = [.. (Complaints ?? []).Select(MessageId.Parse)],
        Answers = [.. (Answers ?? []).Select(stored => stored.ToAnswer())],
        DeadAddress = DeadAddress,
    };

    private static T? Unless<T>(bool empty, Func<T> value)
        where T : class => empty ? null : value();

    internal static StoredWord? Word(ConsentWord? word) => word is null ? null : new(word.Granted, word.At);

    private static RewardCode Code(string stored) =>
        RewardCode.TryParse(stored) ?? throw new FormatException("A stored code is none.");

    internal sealed record StoredWord(bool Granted, Instant At)
    {
        public ConsentWord ToWord() => new(Granted, At);
    }

    internal sealed record StoredClaim(
        string Id, MessageKind Kind, string Occasion, Guid Nonce, Instant ClaimedAt, Instant LeaseEnd, int Attempt,
        Instant DecidedAt, string? Reward, string? About)
    {
        public static StoredClaim Of(Claim claim) => new(
            claim.Id.ToString(), claim.Occasion.Kind, claim.Occasion.Id, claim.Nonce, claim.ClaimedAt, claim.LeaseEnd, claim.Attempt,
            claim.DecidedAt, claim.Reward?.Stored, claim.About);

        public Claim ToClaim() => new(
            MessageId.Parse(Id), new(Kind, Occasion), Nonce, ClaimedAt, LeaseEnd, Attempt, DecidedAt, RewardCode.TryParse(Reward), About);
    }

    internal sealed record StoredChange(
        string Id, MessageKind Kind, string Occasion, MessageStatus Status, Instant DecidedAt, string? Reward, string? Why)
    {
        public static StoredChange Of(MessageChange change) => new(
            change.Id.ToString(), change.Occasion.Kind, change.Occasion.Id, change.Status, change.DecidedAt, change.Reward?.Stored,
            change.Why);

        public MessageChange ToChange() => new(
            MessageId.Parse(Id), new(Kind, Occasion), Status, DecidedAt, RewardCode.TryParse(Reward), Why);
    }

    internal sealed record StoredRecent(string Id, Instant At, LocalDate Date, long? Left, bool Thanked)
    {
        public static StoredRecent Of(RecentPurchase recent) =>
            new(recent.Id.ToString(), recent.At, recent.Date, recent.Left, recent.Thanked);

        public RecentPurchase ToRecent() => new(EventId.Parse(Id), At, Date, Left, Thanked);
    }

    internal sealed record StoredEnd(string Level, LocalDate Until);

    internal sealed record StoredAnswer(string Feedback, Instant At, string? Reward)
    {
        public static StoredAnswer Of(PendingAnswer answer) => new(answer.Feedback.ToString(), answer.At, answer.Reward?.Stored);

        public PendingAnswer ToAnswer() => new(MessageId.Parse(Feedback), At, RewardCode.TryParse(Reward));
    }
}
