using FsCheck.Fluent;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Merging;
using Loyalty.Functions.Tests.Sending;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Rewards are earned, held, confirmed, cancelled, redeemed, expire, are refunded and voided, in any order, from several
/// tills in two time zones, by two numbers that are merged and parted again, with a store that fails now and then: whatever each till
/// is told, and whatever the customer sees, is what a simple model says.</summary>
public sealed class RewardModelTests
{
    private const int Steps = 40;

    private const string Program = """
        {
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
          "stores": { "far-1": { "zone": "Pacific/Honolulu", "dayStart": "04:00" } },
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "bronze", "name": "Bronze" } ] },
          "stamps": [ { "id": "coffee", "name": "Coffee card", "count": "units", "category": "coffee", "every": 1, "reward": "freeCoffee" } ],
          "refunds": { "usedReward": "reopen" },
          "rewards": { "freeCoffee": { "name": "A free coffee", "kind": "item", "validFor": { "days": 5 } } }
        }
        """;

    private static readonly string[] Tills = ["a", "b", "c"];
    private static readonly string[] Baskets = ["t-1", "t-2", "t-3", "t-4"];

    [Fact]
    public void Each_till_is_told_and_each_customer_sees_what_the_model_says() =>
        Property.Holds(300, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => PlayAsync(seed).GetAwaiter().GetResult());

    private static async Task PlayAsync(int seed)
    {
        await using var run = await Run.StartAsync(seed);
        for (var step = 0; step < Steps; step++)
        {
            await run.StepAsync();
        }
    }

    private sealed class Run(SendingBench bench, int seed) : IAsyncDisposable
    {
        private readonly Random random = new(seed);
        private readonly RewardModel model = new();
        private readonly HashSet<string> sent = [];
        private readonly List<(string Number, string Id)> earned = [];
        private readonly List<string> said = [];
        private int number;
        private int merges;

        private Instant Now => bench.Now;

        private LocalDate Today => Now.InUtc().Date;

        public static async Task<Run> StartAsync(int seed)
        {
            var bench = await SendingBench.StartAsync(Program, "2026-11-22T12:00:00Z");
            await bench.EnrolAsync(Domain.Members.Profile.Empty, RewardModel.Kept);
            await bench.EnrolAsync(Domain.Members.Profile.Empty, RewardModel.Old);
            return new(bench, seed);
        }

        public ValueTask DisposeAsync() => bench.DisposeAsync();

        public async Task StepAsync()
        {
            // No two rewards are issued at one instant, so that the newest is one.
            bench.Clock.AdvanceSeconds(1);
            switch (random.Next(18))
            {
                case 0 or 1 or 2:
                    await EarnAsync();
                    break;
                case 3 when earned.Count > 0:
                    await TakeGroundAsync();
                    break;
                case 4:
                    bench.Clock.AdvanceHours(random.Next(1, 30));
                    break;
                case 5:
                    bench.Clock.AdvanceDays(random.Next(1, 4));
                    break;
                case 6 or 7:
                    await TellOfBasketAsync();
                    break;
                case 8 or 9 or 10 or 11 or 12 when model.Rewards.Count > 0:
                    await AskAsync();
                    break;
                case 16:
                    await MergeOrPartAsync();
                    break;
                default:
                    await FollowAsync();
                    break;
            }

            await CompareAsync();
        }

        private async Task EarnAsync()
        {
            var id = $"e-{number++}";
            var buyer = Buyer();
            earned.Add((buyer, id));
            await CountAsync(Some.Coffees(1, id, At(), buyer));
            model.Entitled[buyer]++;
            await SettleAsync(model.MemberOf(buyer));
        }

        private async Task TakeGroundAsync()
        {
            var (buyer, id) = earned[random.Next(earned.Count)];
            earned.Remove((buyer, id));
            await CountAsync(Some.Void($"v-{id}", id, At(), buyer));
            model.Entitled[buyer]--;
            await SettleAsync(model.MemberOf(buyer));
        }

        private async Task TellOfBasketAsync()
        {
            var basket = Baskets[random.Next(Baskets.Length)];
            var buyer = BuyerOf(basket);
            var (name, told) = random.Next(3) switch
            {
                0 => ("void", (PurchaseEvent)Some.Void($"void-{basket}", basket, At(), buyer)),
                1 => ("refund", Some.Refund($"refund-{basket}", basket, 1000, At(), buyer)),
                _ => ("buy", Some.Purchase(basket, 1000, At(), buyer)),
            };
            if (sent.Add($"{name} {basket}"))
            {
                await CountAsync(told);
                if (IsBack(basket))
                {
                    model.GiveBack(model.MemberOf(buyer), basket, Today);
                }

                await SettleAsync(model.MemberOf(buyer));
            }
        }

        private async Task MergeOrPartAsync()
        {
            said.Add($"{At()} {(model.IsMerged ? "undo" : "merge")}");
            if (model.IsMerged)
            {
                Assert.IsType<MergeResult.Done>(await UntilToldAsync(() => bench.UndoAsync($"x-{merges}", RewardModel.Kept), 60));
                model.Undo();
                await SettleAsync(RewardModel.Kept);
                await SettleAsync(RewardModel.Old);
            }
            else
            {
                merges++;
                Assert.IsType<MergeResult.Done>(
                    await UntilToldAsync(() => bench.MergeAsync($"x-{merges}", RewardModel.Kept, RewardModel.Old), 60));
                model.Merge();
                await SettleAsync(RewardModel.Kept);
            }
        }

        /// <summary>What is revoked and issued once a member has changed.</summary>
        private async Task SettleAsync(string? member)
        {
            model.Touched = null;
            if (member is null)
            {
                return;
            }

            var rows = Rows().ToDictionary(row => row.Key);
            model.Reconcile(member, Now, Today, paper => rows[$"reward:{paper.Code.Stored}"].Fields.Text("revokedAt") is not null);
            var missing = model.Missing(member);
            var open = (await bench.MemberAsync(member)).Rewards.Open;
            var issued = open.Where(reward => model.Rewards.TrueForAll(known => known.Code != reward.Code)).ToList();
            Assert.True(issued.Count == missing, Story());
            foreach (var reward in issued)
            {
                model.Issue(member, reward.Code, Today.PlusDays(5), Now);
            }
        }

        private async Task AskAsync()
        {
            var reward = model.Rewards[random.Next(model.Rewards.Count)];
            var id = $"{Tills[random.Next(Tills.Length)]}-{random.Next(12)}";
            var hold = random.Next(2) == 0;
            var purchase = random.Next(2) == 0 ? Baskets[random.Next(Baskets.Length)] : null;
            var request = new RedemptionRequest(
                RedemptionId.Parse(id),
                reward.Code,
                StoreOf(id),
                purchase is null ? null : EventId.Parse(purchase),
                null,
                hold ? Duration.FromHours(2) : null);

            var told = await UntilToldAsync(() => bench.Get<RedemptionDesk>().RedeemAsync(request, CancellationToken.None));

            Same(model.Ask(id, reward, hold, purchase, Now, await TodayAtAsync(id), Today, IsBackFor(reward, purchase)), told, $"ask {id}");
            await SettleAsync(model.Touched);
        }

        private async Task FollowAsync()
        {
            var id = $"{Tills[random.Next(Tills.Length)]}-{random.Next(12)}";
            if (random.Next(2) == 0)
            {
                var told = await UntilToldAsync(() => bench.Get<RedemptionDesk>().ConfirmAsync(RedemptionId.Parse(id), null, CancellationToken.None));
                var isBack = model.RewardOf(id) is { } reward && IsBackFor(reward, model.PurchaseOf(id));
                Same(model.Confirm(id, Now, await TodayAtAsync(id), Today, isBack), told, $"confirm {id}");
            }
            else
            {
                var told = await UntilToldAsync(() => bench.Get<RedemptionDesk>().CancelAsync(RedemptionId.Parse(id), CancellationToken.None));
                Same(model.Cancel(id, Now), told, $"cancel {id}");
            }

            await SettleAsync(model.Touched);
        }

        /// <summary>What staff see of each reward, and what the next till would find open.</summary>
        private async Task CompareAsync()
        {
            var rows = Rows();
            Assert.True(model.Rewards.Count == rows.Count, Story());
            var members = new Dictionary<string, Domain.Members.Member>();
            foreach (var paper in model.Rewards)
            {
                var member = model.MemberOf(paper.Number);
                members[member] = members.GetValueOrDefault(member) ?? await bench.MemberAsync(member);
                var open = members[member].Rewards.Open.ToDictionary(reward => reward.Code);
                var status = RewardModel.Status(paper, Now, Today);
                var row = rows.Single(row => row.Partition == member && row.Key == $"reward:{paper.Code.Stored}");
                Assert.True(
                    (row.Fields.Text("expiresOn"), row.Fields.Text("revokedAt") is not null)
                        == (LocalDatePattern.Iso.Format(paper.LastDate), paper.IsRevoked),
                    Story());
                Assert.True(row.Fields.Text("redeemedAt") is not null == (status == RewardStatus.Redeemed), Story());
                if (status is RewardStatus.Open or RewardStatus.Held)
                {
                    Assert.True(open.TryGetValue(paper.Code, out var reward) && reward.StatusAt(Now, Today) == status, Story());
                }
            }
        }

        // The old number keeps its rows while it is merged, and nobody looks at them.
        private List<Row> Rows() =>
        [
            .. bench.Memory.All(Tables.Members).Where(row =>
                row.Key.StartsWith("reward:", StringComparison.Ordinal) && row.Partition == model.MemberOf(row.Partition)),
        ];

        private string Buyer() => random.Next(2) == 0 ? RewardModel.Kept : RewardModel.Old;

        private static string BuyerOf(string basket) => basket is "t-1" or "t-2" ? RewardModel.Kept : RewardModel.Old;

        // A purchase of another member is nothing to a reward.
        private bool IsBackFor(RewardModel.Paper reward, string? basket) =>
            basket is not null && model.MemberOf(BuyerOf(basket)) == model.MemberOf(reward.Number) && IsBack(basket);

        private bool IsBack(string? basket) =>
            sent.Contains($"void {basket}") || (sent.Contains($"refund {basket}") && sent.Contains($"buy {basket}"));

        // The third till is far away.
        private static StoreId StoreOf(string id) => StoreId.Parse(id[0] == 'c' ? "far-1" : "riga-1");

        private async Task<LocalDate> TodayAtAsync(string id) =>
            (await bench.Get<PublishedProgram>().VersionsAsync(CancellationToken.None)).Newest.DateAt(StoreOf(id), Now);

        private string At() => InstantPattern.ExtendedIso.Format(Now);

        private async Task CountAsync(PurchaseEvent one)
        {
            said.Add($"{At()} {one.Id}");
            await UntilToldAsync(() =>
                bench.Get<Intake>().CountAsync(one.Member, [new ReceivedEvent(one, "EUR")], CancellationToken.None));
        }

        private async Task<T> UntilToldAsync<T>(Func<Task<T>> ask, int calls = 8)
        {
            var failing = random.Next(3) == 0 ? random.Next(1, calls) : 0;
            var fault = random.Next(2) == 0 ? WatchedStore.Fault.Before : WatchedStore.Fault.After;
            bench.Store.Forget();
            bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException)
            {
                return await ask();
            }
            finally
            {
                bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
            }
        }

        private void Same(string expected, RedemptionResult told, string asked)
        {
            var actual = told switch
            {
                RedemptionResult.Refused { Why: var why } => why.ToString(),
                RedemptionResult.Done { Redemption: var redemption } => redemption.StatusAt(Now).ToString(),
                _ => "NotFound",
            };
            said.Add($"{At()} {asked}: {actual}");
            Assert.True(expected == actual, $"Expected {expected}.\n{Story()}");
        }

        private string Story() => $"Seed {seed}:\n{string.Join('\n', said)}";
    }
}
