using System.Text;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>What a row is called and holds is a contract with every store that is out there: add, never rename. Whoever changes
/// what stands here must still read what was written before.</summary>
public sealed class StoredRowsTests
{
    [Fact]
    public async Task The_rows_of_a_member_are_as_they_were()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(
            Some.Coffees(2) with { Discount = 1, Attribution = "autumn", Channel = "app", Cashier = "7" },
            Some.CoffeesBack(1),
            Some.Refund("r-2", "never", 300));
        await bench.CountAsync(Some.Coffees(1, "p-2"));
        await bench.CountAsync(Some.Void("v-1", "p-2"));

        Assert.Equal(
            """
            event:p-1
              date: "2026-11-22"
              event0: UTF-8 {"id":"p-1","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30Z","amount":2,"currency":"EUR","discount":1,"lines":[{"category":"coffee","quantity":2,"amount":2}],"attribution":"autumn","channel":"app","cashier":"7"}
              hash: 0xBB395F055DD92E4F915989548E8BC6466E25539F525202EC699F64C30BDD33B2
              receivedAt: "2026-11-22T12:00:00Z"
              version: 1
            event:p-2
              date: "2026-11-22"
              event0: UTF-8 {"id":"p-2","type":"purchase","member":"m-1","store":"riga-1","at":"2026-11-22T10:15:30Z","amount":1,"currency":"EUR","lines":[{"category":"coffee","quantity":1,"amount":1}]}
              hash: 0xBDFA236020D54F4D3CA971F1FB56BBDCABFBB30A0B825E15BC3486B4B469F28E
              receivedAt: "2026-11-22T12:00:00Z"
              version: 1
            event:r-1
              date: "2026-11-22"
              event0: UTF-8 {"id":"r-1","type":"refund","member":"m-1","store":"riga-1","purchase":"p-1","at":"2026-11-22T10:15:30Z","amount":1,"currency":"EUR","lines":[{"category":"coffee","quantity":1,"amount":1}]}
              hash: 0x55357CC72BF883B0F10BF84D6839962E3984DF94F0F4DA06C717AEEDE910466F
              receivedAt: "2026-11-22T12:00:00Z"
              version: 1
            event:r-2
              date: "2026-11-22"
              event0: UTF-8 {"id":"r-2","type":"refund","member":"m-1","store":"riga-1","purchase":"never","at":"2026-11-22T10:15:30Z","amount":300,"currency":"EUR"}
              hash: 0x370F4A84BBEB509FB50CE77C1CDF4D34275AAB9812A8811735C2A026846B4136
              receivedAt: "2026-11-22T12:00:00Z"
              version: 1
            event:v-1
              date: "2026-11-22"
              event0: UTF-8 {"id":"v-1","type":"void","member":"m-1","store":"riga-1","purchase":"p-2","at":"2026-11-22T10:15:30Z"}
              hash: 0x54EF352C4EF5015169F78D93C4E4FFD990CDDAA3F616ED60DCE283462721D679
              receivedAt: "2026-11-22T12:00:00Z"
              version: 1
            member
              asOf: "2026-11-22"
              history0: 0x010106636F666665650101E5942D01010100010101056E657665720100AC0200
              known: 1
              lastDate: "2026-11-22"
              lifetimeSpend: 1
              lifetimeVisits: 1
              rewards0: UTF-8 {"issued":{"stamp:coffee":1},"open":[{"code":"CODE","key":"stamp:coffee","earnedOn":"2026-11-22","reward":"freeCoffee","version":1,"issuedAt":"2026-11-22T12:00:00Z","expiresOn":"2026-12-22"}]}
              seenAt: "2026-11-22T10:15:30Z"
              tier: "bronze"
              version: 1
            refunds:p-1
              refunds0: 0x0100000106636F666665650101
            refunds:p-2
              refunds0: 0x01010000
            reward:CODE
              earnedOn: "2026-11-22"
              expiresOn: "2026-12-22"
              issuedAt: "2026-11-22T12:00:00Z"
              key: "stamp:coffee"
              revokedAt: "2026-11-22T12:00:00Z"
              reward: "freeCoffee"
              version: 1
            reward:CODE
              earnedOn: "2026-11-22"
              expiresOn: "2026-12-22"
              issuedAt: "2026-11-22T12:00:00Z"
              key: "stamp:coffee"
              reward: "freeCoffee"
              version: 1
            """,
            RowText.Of(await bench.RowsAsync("")));
    }

    [Fact]
    public async Task The_row_of_a_code_is_as_it_was()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(1));

        var code = Assert.Single((await bench.MemberAsync()).Rewards.Open).Code;
        var row = await bench.Store.ReadAsync(Tables.Codes, code.Stored, "code", CancellationToken.None);

        Assert.Equal(
            """
            code
              member: "m-1"
            """,
            RowText.Of(row!));
    }

    [Fact]
    public async Task The_row_of_a_program_is_as_it_was()
    {
        await using var bench = await IntakeBench.StartAsync("""
            { "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
              "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "bronze", "name": "Bronze" } ] } }
            """u8.ToArray());

        var row = await bench.Store.ReadAsync(Tables.Programs, "program", "0000000001", CancellationToken.None);

        Assert.Equal(
            """
            0000000001
              document0: gzip { "name": "Bean & Leaf", "currency": "EUR", "zone": "Etc/UTC",
              "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "bronze", "name": "Bronze" } ] } }
              from: "2026-11-22"
              publishedAt: "2026-11-22T12:00:00Z"
            """,
            RowText.Of(row!));
    }

    [Fact]
    public async Task The_rows_of_held_and_redeemed_rewards_are_as_they_were()
    {
        await using var bench = await SendingBench.StartAsync(
            Encoding.UTF8.GetString(Some.CoffeeProgram().Span), "2026-11-22T12:00:00Z");
        await bench.CountAsync(Some.Coffees(2));
        var codes = (await bench.MemberAsync()).Rewards.Open.Select(reward => reward.Code).ToList();
        var desk = bench.Get<RedemptionDesk>();
        var request = new RedemptionRequest(
            RedemptionId.Parse("h-1"), codes[0], StoreId.Parse("riga-1"), null, new(5, [Some.Line("coffee", 1, 5)]), Duration.FromHours(1));
        await desk.RedeemAsync(request, CancellationToken.None);
        await desk.RedeemAsync(
            request with { Id = RedemptionId.Parse("u-1"), Code = codes[1], Hold = null, Purchase = EventId.Parse("t-1") }, CancellationToken.None);

        Assert.Equal(
            """
            redemption:h-1
              at: "2026-11-22T12:00:00Z"
              code: "CODE"
              discount: 5
              heldUntil: "2026-11-22T13:00:00Z"
              reward: "freeCoffee"
              store: "riga-1"
            redemption:u-1
              at: "2026-11-22T12:00:00Z"
              code: "CODE"
              discount: 5
              purchase: "t-1"
              redeemedAt: "2026-11-22T12:00:00Z"
              reward: "freeCoffee"
              store: "riga-1"
            refunds:t-1
              refunds0: 0x00000000
              used: "CODE/u-1"
            reward:CODE
              discount: 5
              earnedOn: "2026-11-22"
              expiresOn: "2026-12-22"
              heldUntil: "2026-11-22T13:00:00Z"
              issuedAt: "2026-11-22T12:00:00Z"
              key: "stamp:coffee"
              redemption: "h-1"
              reward: "freeCoffee"
              store: "riga-1"
              usedAt: "2026-11-22T12:00:00Z"
              version: 1
            reward:CODE
              discount: 5
              earnedOn: "2026-11-22"
              expiresOn: "2026-12-22"
              issuedAt: "2026-11-22T12:00:00Z"
              key: "stamp:coffee"
              purchase: "t-1"
              redeemedAt: "2026-11-22T12:00:00Z"
              redemption: "u-1"
              reward: "freeCoffee"
              store: "riga-1"
              usedAt: "2026-11-22T12:00:00Z"
              version: 1
            """,
            RowText.Of(bench.Memory.All(Tables.Members).Where(row => row.Key.StartsWith("re", StringComparison.Ordinal))));
        var member = bench.Memory.All(Tables.Members).Single(row => row.Key == "member");
        Assert.Equal(
            """{"issued":{"stamp:coffee":2},"open":[{"code":"CODE","key":"stamp:coffee","earnedOn":"2026-11-22","reward":"freeCoffee","version":1,"issuedAt":"2026-11-22T12:00:00Z","expiresOn":"2026-12-22","redemption":{"id":"h-1","store":"riga-1","at":"2026-11-22T12:00:00Z","heldUntil":"2026-11-22T13:00:00Z","discount":5}}]}""",
            Encoding.UTF8.GetString(member.Fields.Bytes("rewards0")!).Replace(codes[0].Stored, "CODE", StringComparison.Ordinal));
        Assert.Equal(
            """
            redemption
              code: "CODE"
              member: "m-1"
            redemption
              code: "CODE"
              member: "m-1"
            """,
            RowText.Of(bench.Memory.All(Tables.Redemptions)));
    }
}
