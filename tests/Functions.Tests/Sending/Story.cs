using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>What happens to one member: a program and steps, drawn from a seed that FsCheck gives.</summary>
internal sealed record Story(int Seed, string Program, ImmutableArray<Story.Step> Steps)
{
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 10, 0);

    private const int MostSteps = 40;

    /// <summary>Something that happens.</summary>
    public abstract record Step
    {
        private Step()
        {
        }

        public sealed record Pass(Duration Duration) : Step;

        public sealed record Tell(Profile Profile) : Step;

        public sealed record Agree(bool Granted, bool ByCustomer) : Step;

        public sealed record Buy(string Id, long Amount, Duration Ago) : Step;

        public sealed record TakeBack(string Id, string Of, long? Amount) : Step;

        public sealed record Complain(bool IsOpen) : Step;

        public sealed record Publish(string Program) : Step;

        public sealed record Provider(ImmutableArray<Delivery> Answers) : Step
        {
            public override string ToString() => $"Provider {string.Join(", ", Answers)}";
        }
    }

    public static Arbitrary<Story> Any(int mostSteps = MostSteps) => Arb.ToArbitrary(
        Gen.Choose(0, int.MaxValue).Select(seed => Draw(seed, mostSteps)), story => story.Smaller());

    public override string ToString() =>
        $"Seed {Seed}\n{Program}\n{string.Join('\n', Steps)}";

    /// <summary>The event of a step at a moment.</summary>
    public static PurchaseEvent Event(Step step, Instant now) => step switch
    {
        Step.Buy buy => Some.Purchase(buy.Id, buy.Amount, InstantPattern.ExtendedIso.Format(now - buy.Ago)),
        Step.TakeBack { Amount: { } amount } back =>
            Some.Refund(back.Id, back.Of, amount, InstantPattern.ExtendedIso.Format(now)),
        Step.TakeBack back => Some.Void(back.Id, back.Of, InstantPattern.ExtendedIso.Format(now)),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static Story Draw(int seed, int mostSteps)
    {
        var random = new Random(seed);
        var program = DrawnMessages.Program(random);
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(new Step.Tell(AnyProfile(random, isFirst: true)));
        steps.Add(new Step.Agree(random.Next(5) > 0, false));
        for (var count = random.Next(3, mostSteps); steps.Count < count;)
        {
            steps.Add(AnyStep(random, steps.Count));
        }

        return new(seed, program, steps.ToImmutable());
    }

    private static Step AnyStep(Random random, int number) => random.Next(20) switch
    {
        < 6 => new Step.Pass(AnyDuration(random)),
        < 12 => new Step.Buy(
            $"p-{number}",
            OneOf(random, 1L, 50, 900, 1_000, 4_999, 5_000, 9_000, 10_000, 45_000),
            OneOf(
                random, Duration.Zero, Duration.Zero, Duration.FromMinutes(50), Duration.FromHours(30), Duration.FromDays(44), Duration.FromHours(-18))),
        < 14 => new Step.TakeBack($"r-{number}", $"p-{random.Next(number)}", OneOf<long?>(random, null, 1, 1_000, 50_000)),
        14 => new Step.Tell(AnyProfile(random, isFirst: false)),
        15 => new Step.Agree(random.Next(3) > 0, random.Next(4) == 0),
        16 => new Step.Complain(random.Next(2) == 0),
        17 when random.Next(2) == 0 => new Step.Publish(DrawnMessages.Program(random)),
        18 => new Step.Provider([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyDelivery(random))]),
        _ => new Step.Pass(AnyDuration(random)),
    };

    private static Duration AnyDuration(Random random) => OneOf(
        random,
        Duration.FromMinutes(random.Next(1, 200)),
        Duration.FromHours(random.Next(1, 30)),
        Duration.FromDays(random.Next(1, 12)),
        Duration.FromDays(random.Next(10, 100)));

    private static Profile AnyProfile(Random random, bool isFirst) => new()
    {
        Email = isFirst || random.Next(3) > 0 ? $"ann{random.Next(2)}@example.com" : null,
        Zone = OneOf(random, null, null, "Europe/Riga", "America/Sao_Paulo", "Pacific/Apia"),
        Birthday = Birthday.TryParse(OneOf(random, null, "--02-10", "1990-03-29", "--02-29", "2000-10-25")),
    };

    private static Delivery AnyDelivery(Random random) => random.Next(6) switch
    {
        // As long after the answer as it is after the start.
        0 or 1 => new Delivery.NotNow(Start + Duration.FromMinutes(random.Next(0, 6_000))),
        2 => new Delivery.Refused("It is not liked."),
        3 => new Delivery.AddressSuppressed(),
        _ => new Delivery.Unclear(),
    };

    internal static T OneOf<T>(Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>The same with something left out, for a failure to shrink to.</summary>
    private IEnumerable<Story> Smaller()
    {
        for (var half = Steps.Length / 2; half > 0; half /= 2)
        {
            for (var from = 0; from + half <= Steps.Length; from += half)
            {
                yield return this with { Steps = Steps.RemoveRange(from, half) };
            }
        }
    }
}
