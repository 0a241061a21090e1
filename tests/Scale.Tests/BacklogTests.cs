using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class BacklogTests
{
    [Fact]
    public void What_came_in_has_gone_out_or_waits()
    {
        var backlog = new Backlog();
        for (var second = 0; second < 10_000; second++)
        {
            backlog.Add(second, second % 7 * 1.3);
            backlog.Take(second % 5 * 1.7);
        }

        Assert.True(backlog.Amount > 0);
        Assert.Equal(backlog.In, backlog.Out + backlog.Amount, 6);
    }

    [Fact]
    public void Below_what_is_taken_it_stays_empty()
    {
        var backlog = new Backlog();
        for (var second = 0; second < 1_000; second++)
        {
            backlog.Add(second, 90);
            Assert.Equal(90, backlog.Take(100));
            Assert.Equal(0, backlog.Amount);
            Assert.Equal(0, backlog.Age(second));
        }
    }

    [Fact]
    public void Above_what_is_taken_it_grows_by_the_difference()
    {
        var backlog = new Backlog();
        for (var second = 0; second < 1_000; second++)
        {
            backlog.Add(second, 110);
            backlog.Take(100);
        }

        Assert.Equal(10_000, backlog.Amount, 6);
    }

    [Fact]
    public void The_oldest_goes_first()
    {
        var backlog = new Backlog();
        backlog.Add(10, 5);
        backlog.Add(20, 5);

        backlog.Take(4);
        Assert.Equal(20, backlog.Age(30));

        backlog.Take(1);
        Assert.Equal(10, backlog.Age(30));
    }

    [Fact]
    public void No_more_is_taken_than_there_is()
    {
        var backlog = new Backlog();
        backlog.Add(0, 3);

        Assert.Equal(3, backlog.Take(5));
        Assert.Equal(0, backlog.Take(5));
    }
}
