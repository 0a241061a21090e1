using System.Collections.Concurrent;
using System.Globalization;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>Letters of every kind, in what a member can be in: from everything that a letter can say to next to nothing.</summary>
internal static class SomeLetters
{
    public const string Link = "https://loyalty.example.com";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "config", "templates");

    public static LetterWriter Writer { get; } = new(LetterTemplates.Load(Folder));

    public static Instant Now { get; } = Instant.FromUtc(2026, 11, 22, 10, 0);

    private static readonly ConcurrentDictionary<string, History> Histories = [];

    public static IReadOnlyList<string> Locales { get; } = ["en", "de"];

    public static IReadOnlyList<LetterSituation> Situations { get; } =
    [
        new("full") { Name = "Ann Ozola", Spend = 15_000, Earlier = 20_000, Visits = 3, Reward = "fiver", AsksFeedback = true },
        new("least") { Visits = 0 },
        new("onePurchase") { Name = "Ann", Spend = 35_000, Visits = 1, Reward = "freeCoffee", AsksFeedback = true },
        new("oneVisit") { Name = "Ann", Spend = 99_000, Visits = 49, NeedsAll = true, Reward = "tenOff" },
        new("top") { Spend = 120_000, Visits = 2, Reward = "fiver" },
    ];

    /// <summary>The program that the repository ships.</summary>
    public static LoyaltyProgram Program { get; } =
        ((Parsed<LoyaltyProgram>.Good)ProgramJson.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "config", "program.json")))).Value;

    public static IEnumerable<(MessageKind Kind, string Locale, LetterSituation Situation)> All() =>
        from kind in Enum.GetValues<MessageKind>()
        from locale in Locales
        from situation in Situations
        select (kind, locale, situation);

    public static Email Write(MessageKind kind, string? locale, LetterSituation situation) => Writer.Write(Request(kind, locale, situation));

    public static Email WriteCode(string? locale) =>
        Writer.WriteCode(Program, new() { Name = Situations[0].Name, Locale = locale }, "ann@example.com", "123456");

    public static LetterRequest Request(MessageKind kind, string? locale, LetterSituation situation, LoyaltyProgram? program = null)
    {
        program ??= ProgramOf(situation);
        var versions = new ProgramVersions(program);
        var history = HistoryOf(situation, program);
        var today = program.Today(Now);
        var standing = Standing.Evaluate(versions, history, today);
        var member = new Member
        {
            Id = MemberId.Parse("m-1"),
            History = history,
            Profile = new() { Name = situation.Name, Email = "ann@example.com", Locale = locale },
        };
        return new LetterRequest(
            new(kind, "1"),
            member,
            standing,
            versions,
            situation.Reward is { } terms ? RewardOf(terms, today) : null,
            kind == MessageKind.Answer ? situation.Answer : null,
            new($"{Link}/unsubscribe/AAAA_-1"),
            situation.AsksFeedback && kind == MessageKind.ThankYou ? new($"{Link}/feedback/BBBB_-2") : null,
            Now);
    }

    public static LoyaltyProgram ProgramOf(LetterSituation situation) => Program with
    {
        Tiers = Program.Tiers with
        {
            Levels = situation.Visits == 0
                ? [Program.Tiers.Levels[0]]
                : [.. Program.Tiers.Levels.Select(level => level with { RequiresAll = situation.NeedsAll })],
        },
    };

    /// <summary>It does not depend on what things are called.</summary>
    private static History HistoryOf(LetterSituation situation, LoyaltyProgram program) =>
        Histories.GetOrAdd(situation.Title, _ => NewHistory(situation, program));

    private static History NewHistory(LetterSituation situation, LoyaltyProgram program)
    {
        // From so long ago that the tier ends within a month; the first date has all but what the visits need.
        const long Least = 200;
        var first = Now - Duration.FromDays(345);
        var events = new EventSet();
        for (var visit = 0; visit < situation.Visits; visit++)
        {
            Add(first + (visit * Duration.FromDays(1)), visit == 0 ? situation.Spend - ((situation.Visits - 1) * Least) : Least);
        }

        if (situation.Earlier > 0)
        {
            Add(first - Duration.FromDays(60), situation.Earlier);
        }

        return events.HistoryOf(MemberId.Parse("m-1"), program);

        void Add(Instant at, long amount) => events.Add(new Purchase
        {
            Id = EventId.Parse(at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            Member = MemberId.Parse("m-1"),
            Store = StoreId.Parse("riga-1"),
            At = at,
            Amount = amount,
        });
    }

    private static Reward RewardOf(string terms, LocalDate today) => new()
    {
        Code = RewardCode.Draw("0123456789ABCDEF"u8),
        Key = RewardKey.Tier("silver"),
        EarnedOn = today,
        TermsId = terms,
        Version = 1,
        IssuedAt = Now,
        ExpiresOn = today.PlusDays(30),
    };
}
