using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Wire.Events;

namespace Loyalty.Functions.Verifying;

/// <summary>A member's partition at one moment: the member's row, and what the others say that is derived from nothing.</summary>
internal sealed class MemberFacts
{
    private readonly Dictionary<string, Row> rows;
    private readonly List<string> unreadable = [];

    private MemberFacts(MemberId id, Row? member, IEnumerable<Row> others, string currency)
    {
        Id = id;
        Member = member;
        rows = others.ToDictionary(row => row.Key, StringComparer.Ordinal);
        Events = Read(MemberKeys.EventsFrom, row => EventOf(row, currency));
        Rewards = Read(MemberKeys.RewardsFrom, RewardRow.Read);
        Withheld = Read(MemberKeys.WithheldFrom, WithheldRow.Read);
        Redemptions = Read(MemberKeys.RedemptionsFrom, RedemptionRow.Read);
        Consents = Read(MemberKeys.ConsentsFrom, ConsentRow.Read);
        Feedback = Read(MemberKeys.FeedbacksFrom, FeedbackRow.Read);
        Messages = Read(MemberKeys.MessagesFrom, MessageRow.Read);
    }

    public MemberId Id { get; }

    /// <summary>Null where there is no such row.</summary>
    public Row? Member { get; }

    public ImmutableArray<DatedEvent> Events { get; }

    public ImmutableArray<Reward> Rewards { get; }

    public ImmutableArray<WithheldReward> Withheld { get; }

    public ImmutableArray<Redemption> Redemptions { get; }

    public ImmutableArray<ConsentFact> Consents { get; }

    public ImmutableArray<Feedback> Feedback { get; }

    public ImmutableArray<StoredMessage> Messages { get; }

    /// <summary>The keys of rows from which nothing can be derived: they cannot be read, or are not what was once written.</summary>
    public IReadOnlyList<string> Unreadable => unreadable;

    /// <summary>Under which a card, phone or address leads to the member.</summary>
    public IReadOnlySet<string> Lookups => rows.Keys
        .Where(key => key.StartsWith(MemberKeys.LookupsFrom, StringComparison.Ordinal))
        .Select(key => key[MemberKeys.LookupsFrom.Length..])
        .ToHashSet();

    /// <summary>The partition, or null where another wrote while it was read.</summary>
    public static async Task<MemberFacts?> ReadAsync(
        IStore store, MemberId member, string currency, CancellationToken cancellationToken)
    {
        var before = await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Member, cancellationToken);
        var others = await store.ReadOthersAsync(member, int.MaxValue, cancellationToken);
        var after = await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Member, cancellationToken);
        return before?.ETag == after?.ETag ? new(member, before, others, currency) : null;
    }

    public Row? Find(string key) => rows.GetValueOrDefault(key);

    /// <summary>The rows whose keys begin so.</summary>
    public IEnumerable<Row> From(string from) => rows.Values.Where(row => row.Key.StartsWith(from, StringComparison.Ordinal));

    private ImmutableArray<T> Read<T>(string from, Func<Row, T> read)
    {
        var good = ImmutableArray.CreateBuilder<T>();
        foreach (var row in From(from))
        {
            try
            {
                good.Add(read(row));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                unreadable.Add(row.Key);
            }
        }

        return good.DrainToImmutable();
    }

    private DatedEvent EventOf(Row row, string currency)
    {
        var read = EventRow.Event(row, currency);
        return EventRow.Hash(row).AsSpan().SequenceEqual(EventJson.Hash(read)) && row.Key == MemberKeys.Event(read.Id, read.Member, Id)
            ? new(read, EventRow.Date(row))
            : throw new FormatException("An event in the ledger is another than was written.");
    }
}
