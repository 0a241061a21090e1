using System.IO.Compression;
using System.Text;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Play;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class PlayTests
{
    private const string Events = """
        {"id":"3","type":"refund","member":"mm","at":"2011-06-01T12:59:00+01:00"}
        {"id":"1","type":"purchase","member":"m","at":"2011-06-01T10:10:00Z"}
        not json

        {"id":"2","type":"purchase","member":"mm","at":"2011-06-01T11:20:00Z"}
        {"id":"1","type":"purchase","member":"m","at":"2011-06-01T10:10:00Z"}
        {"id":"4","type":"purchase","member":"nobody","at":"2011-06-02T09:00:00Z"}

        """;

    private static readonly ReadOnlyMemory<byte> ProgramWithMessages = """
        {
          "name": "A shop", "currency": "GBP", "zone": "Europe/London",
          "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "member", "name": "Member" } ] },
          "rewards": { "tea": { "name": "A tea", "kind": "item", "item": "tea", "validFor": { "days": 60 } } },
          "messages": { "from": "shop@example.com", "welcome": { }, "winBack": { "steps": [ { "afterDays": 29, "reward": "tea" } ] } }
        }
        """u8.ToArray();

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_put_in_the_order_of_its_times_hour_by_hour()
    {
        var file = await ReadAsync(Encoding.UTF8.GetBytes(Events));

        Assert.Equal(
            [Instant.FromUtc(2011, 6, 1, 10, 10), Instant.FromUtc(2011, 6, 1, 11, 59), Instant.FromUtc(2011, 6, 2, 9, 0)],
            file.Hours.Select(hour => hour.Last));
        Assert.Equal([3, 2, 1], file.Hours.Select(hour => hour.Lines.Length));
        Assert.Equal(["m", "mm", "nobody"], file.Hours.Select(hour => Assert.Single(hour.Newcomers)));
        Assert.Equal((6, 1), (file.Count, file.Refunds));
        Assert.Equal(["m", "mm", "nobody"], file.Members);
    }

    [Fact]
    public async Task A_packed_file_is_read_as_a_plain_one()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Events));
        }

        var file = await ReadAsync(packed.ToArray());

        Assert.Equal([3, 2, 1], file.Hours.Select(hour => hour.Lines.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json\n")]
    public async Task A_file_without_purchases_is_refused_with_a_sentence(string text) =>
        await Assert.ThrowsAsync<CannotStartException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_play_counts_each_event_at_the_hour_of_its_own_and_says_what_became_of_all()
    {
        using var folder = new TemporaryFolder();
        var file = await ReadAsync(Encoding.UTF8.GetBytes(Events));
        var options = new LocalHostOptions { Port = 0, Data = folder.Path, Clock = file.Hours[0].Last };
        var functions = new FunctionSet([.. PlayFunctions.All], (_, _) => { }, (_, _) => Task.CompletedTask);
        await using var host = await RunningHost.StartAsync(options, functions, Cancellation);
        var shown = new List<PlayProgress>();

        var result = await Player.PlayAsync(host, AProgram(), file, shown.Add, Cancellation);

        Assert.Equal((6, 1, 3, 1, 2), (result.Events, result.Refunds, result.Counted, result.Doubles, result.Rejected));
        Assert.Equal([("Member", 0), ("Silver", 2)], result.Tiers);
        Assert.Equal([("mm", "Monthly", 2), ("m", "Monthly", 1)], result.Streaks);
        Assert.Equal([3, 5, 6], shown.Select(progress => progress.Posted));
        var counted = await host.Services.GetRequiredService<IStore>().ReadAsync(Tables.Members, "mm", "event:2", Cancellation);
        Assert.Equal("2011-06-01T11:59:00Z", counted!.Fields.Text("at"));
    }

    [Fact]
    public async Task Members_are_enrolled_when_they_first_buy_and_get_what_falls_due_until_a_month_after_the_last_purchase()
    {
        var members = Enumerable.Range(1, 100).Select(number => $"m-{number}").ToLookup(member => Persona.Of(member).Agrees);
        var (agrees, refuses) = (members[true].First(), members[false].First());
        using var folder = new TemporaryFolder();
        var file = await ReadAsync(Encoding.UTF8.GetBytes($$"""
            {"id":"1","type":"purchase","member":"{{agrees}}","store":"s","at":"2011-06-01T10:10:00Z","amount":100,"currency":"GBP"}
            {"id":"2","type":"purchase","member":"{{refuses}}","store":"s","at":"2011-06-01T12:10:00Z","amount":100,"currency":"GBP"}
            {"id":"3","type":"purchase","member":"not a member","store":"s","at":"2011-06-01T12:20:00Z","amount":100,"currency":"GBP"}
            """));
        var program = ((Parsed<LoyaltyProgram>.Good)ProgramJson.Parse(ProgramWithMessages)).Value;
        var options = new LocalHostOptions { Port = 0, Data = folder.Path, Clock = file.Hours[0].Last };
        var functions = new FunctionSet(
            [.. typeof(IStore).Assembly.GetTypes()],
            (services, configuration) => services.AddLoyalty(configuration),
            (services, token) => services.GetRequiredService<Publisher>().PublishAsync(new(ProgramWithMessages), token));
        await using var host = await RunningHost.StartAsync(options, functions, Cancellation);

        var result = await Player.PlayAsync(host, program, file, _ => { }, Cancellation);

        Assert.Equal((2, 1), (result.Counted, result.Rejected));
        Assert.Equal([("winBack", "sent", 1), ("welcome", "sent", 1)], result.Messages);
        var store = host.Services.GetRequiredService<IStore>();
        Assert.Equal("2011-06-01T10:10:00Z", (await store.ReadAsync(Tables.Members, agrees, "member", Cancellation))!.Fields.Text("enrolledAt"));
        Assert.Equal(Persona.Of(refuses).Email, (await store.ReadAsync(Tables.Members, refuses, "member", Cancellation))!.Fields.Text("email"));
        Assert.Equal(Instant.FromUtc(2011, 7, 1, 12, 20), host.Services.GetRequiredService<IClock>().GetCurrentInstant());
        Assert.Matches(@"(?m)^Messages\n  winBack, sent +1\n  welcome, sent +1\n", Summary.Text(result));
    }

    private static async Task<PurchaseFile> ReadAsync(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("events"), bytes, Cancellation);
        return await PurchaseFile.ReadAsync(folder.File("events"), Cancellation);
    }

    private static LoyaltyProgram AProgram() => new()
    {
        Name = "A shop",
        Currency = "GBP",
        Zone = DateTimeZone.Utc,
        Tiers = new TierRules
        {
            Window = new TierWindow.Lifetime(),
            Levels = [new Level { Id = "member", Name = "Member" }, new Level { Id = "silver", Name = "Silver", Spend = 1 }],
        },
        Streaks = [new StreakRules { Id = "monthly", Name = "Monthly", Period = PeriodKind.Month }],
    };
}
