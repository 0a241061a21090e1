using System.Net;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What crashes and others who write at the same time do to complaints.</summary>
public sealed class ComplaintFaultTests : IAsyncLifetime
{
    private const string Sorry = """{"text":"Sorry","reward":"freeCoffee"}""";

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_complaint_that_was_listed_and_then_not_opened_is_not_seen_and_comes_with_the_next_try()
    {
        var path = await bench.AskAsync("crash");
        Fail(commit: 2, WatchedStore.Fault.Before);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bench.SayAsync(path, "1", "Cold")).StatusCode);
        Heal();
        Assert.Equal(["open"], await bench.RowsAboutAsync("crash"));
        Assert.False(await bench.IsOpenAsync("crash"));
        Assert.Empty(await bench.ListedAsync());

        Assert.Equal(HttpStatusCode.OK, (await bench.SayAsync(path, "1", "Cold")).StatusCode);

        Assert.Equal(["crash"], await bench.ListedAsync());
    }

    [Fact]
    public async Task A_complaint_that_was_opened_though_nobody_was_told_so_is_listed_once_and_not_opened_twice()
    {
        var path = await bench.AskAsync("lost");
        Fail(commit: 2, WatchedStore.Fault.After);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bench.SayAsync(path, "1", "Cold")).StatusCode);
        Heal();

        Assert.Equal(HttpStatusCode.OK, (await bench.SayAsync(path, "1", "Cold")).StatusCode);

        Assert.Equal(["lost"], await bench.ListedAsync());
    }

    [Fact]
    public async Task Every_call_of_an_answer_may_fail_and_the_next_try_completes_it_with_one_reward()
    {
        for (var failing = 1; failing <= 12; failing++)
        {
            foreach (var fault in new[] { WatchedStore.Fault.Before, WatchedStore.Fault.After })
            {
                var member = $"fails-{failing}-{fault}";
                await bench.SaidAsync(member, 1);
                bench.Store.Forget();
                bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
                using var first = await bench.AnswerAsync(member, Sorry);
                Heal();

                using var second = await bench.AnswerAsync(member, Sorry);

                Assert.Equal(HttpStatusCode.OK, second.StatusCode);
                Assert.Single(await bench.RowsAsync(member, "reward:"));
                Assert.Equal(1, (await bench.OutreachAsync(member)).GetProperty("answers").GetArrayLength());
                Assert.DoesNotContain("open", await bench.RowsAboutAsync(member));
                Assert.Single(await bench.ListedAsync("status=answered&take=200"), listed => listed == member);
            }
        }
    }

    [Fact]
    public async Task A_customer_who_takes_it_back_while_staff_answer_is_not_answered()
    {
        var path = await bench.SaidAsync("back", 1);
        BeforeCommit(1, () => bench.SayAsync(path, "5"));

        var problem = await PortalBench.ProblemAsync(await bench.AnswerAsync("back", Sorry), 409);

        Assert.Equal("withdrawn", problem.GetProperty("reason").GetString());
        Assert.Empty(await bench.RowsAsync("back", "reward:"));
        Assert.False(await bench.IsOpenAsync("back"));
        Assert.Empty(await bench.ListedAsync());
        Assert.Empty(await bench.ListedAsync("status=answered"));
    }

    [Fact]
    public async Task A_customer_whose_better_mark_comes_after_the_answer_keeps_both()
    {
        var path = await bench.SaidAsync("after", 1, "Cold");
        BeforeCommit(1, () => bench.AnswerAsync("after", Sorry));

        Assert.Equal(HttpStatusCode.OK, (await bench.SayAsync(path, "5", "Thanks")).StatusCode);

        Assert.Single(await bench.RowsAsync("after", "reward:"));
        Assert.Equal(["after"], await bench.ListedAsync("status=answered"));
        Assert.Equal("Told", Assert.Single(await bench.RowsAsync("after", "feedback:")).Fields.Text("status"));
        Assert.Empty(await bench.ListedAsync());
    }

    [Fact]
    public async Task A_customer_whose_bad_mark_comes_after_the_answer_complains_anew()
    {
        var path = await bench.SaidAsync("anew", 1, "Cold");
        BeforeCommit(1, () => bench.AnswerAsync("anew", Sorry));

        Assert.Equal(HttpStatusCode.OK, (await bench.SayAsync(path, "1", "Still cold")).StatusCode);

        Assert.Equal(["anew"], await bench.ListedAsync());
        Assert.True(await bench.IsOpenAsync("anew"));
    }

    // The next commits, by their number from 1: the row of the list is the first, the member's transaction the second.
    private void Fail(int commit, WatchedStore.Fault fault)
    {
        var commits = 0;
        bench.Store.Faults = (_, isCommit) => isCommit && ++commits == commit ? fault : WatchedStore.Fault.None;
    }

    private void Heal() => bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

    private void BeforeCommit(int number, Func<Task<HttpResponseMessage>> act)
    {
        var commits = 0;
        bench.Store.Faults = (_, isCommit) =>
        {
            if (isCommit && ++commits == number)
            {
                Heal();
                Assert.Equal(HttpStatusCode.OK, Task.Run(act).GetAwaiter().GetResult().StatusCode);
            }

            return WatchedStore.Fault.None;
        };
    }
}
