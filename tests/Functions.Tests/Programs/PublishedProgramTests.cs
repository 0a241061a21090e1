using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.LocalHost;
using Loyalty.Functions.Tests.Receiving;

namespace Loyalty.Functions.Tests.Programs;

public sealed class PublishedProgramTests
{
    private static readonly TimeSpan LongEnoughToLookAgain = TimeSpan.FromSeconds(31);
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_has_not_heard_of_a_version_yet_takes_back_nothing_that_it_gave()
    {
        await using var bench = await IntakeBench.StartAsync();
        using var elsewhere = new PublishedProgram(bench.Store, new WallClock());
        var intakeElsewhere = bench.IntakeOf(elsewhere);
        await elsewhere.VersionsAsync(Cancellation);
        await bench.PublishAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(2));

        var purchase = Some.Purchase("p-2");
        await intakeElsewhere.CountAsync(purchase.Member, [new ReceivedEvent(purchase, "EUR")], Cancellation);

        Assert.Equal(2, (await bench.MemberAsync()).Rewards.Open.Length);
        Assert.DoesNotContain(await bench.RowsAsync("reward:"), row => row.Fields.Text("revokedAt") is not null);
    }

    [Fact]
    public async Task While_the_store_is_down_the_known_versions_serve_and_it_is_asked_once_for_all()
    {
        await using var bench = await IntakeBench.StartAsync();
        var wall = new WallClock();
        using var program = new PublishedProgram(bench.Store, wall);
        var known = await program.VersionsAsync(Cancellation);
        wall.Pass(LongEnoughToLookAgain);
        bench.Store.IsDown = _ => true;
        bench.Store.Forget();

        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => program.VersionsAsync(Cancellation).AsTask()));

        Assert.All(asked, versions => Assert.Same(known, versions));
        Assert.Equal(1, bench.Store.Ranges);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => program.VersionsAsync(2, Cancellation).AsTask());
    }

    [Fact]
    public async Task Nobody_waits_long_for_a_store_that_hangs()
    {
        await using var bench = await IntakeBench.StartAsync();
        var wall = new WallClock();
        using var program = new PublishedProgram(bench.Store, wall);
        var known = await program.VersionsAsync(Cancellation);
        wall.Pass(LongEnoughToLookAgain);
        bench.Store.Hangs = true;

        var asked = program.VersionsAsync(Cancellation).AsTask();
        Assert.False(asked.IsCompleted);
        wall.Pass(TimeSpan.FromSeconds(2));

        Assert.Same(known, await asked.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task A_version_of_another_host_is_known_half_a_minute_later()
    {
        await using var bench = await IntakeBench.StartAsync();
        var wall = new WallClock();
        using var program = new PublishedProgram(bench.Store, wall);
        await program.VersionsAsync(Cancellation);
        await bench.PublishAsync(Some.CoffeeProgram());

        Assert.Single((await program.VersionsAsync(Cancellation)).Published);
        wall.Pass(LongEnoughToLookAgain);
        Assert.Equal(2, (await program.VersionsAsync(Cancellation)).Published.Length);
    }
}
