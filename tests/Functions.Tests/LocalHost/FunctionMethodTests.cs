using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class FunctionMethodTests
{
    [Fact]
    public void The_functions_are_found_by_their_attributes_in_the_order_of_their_names() => Assert.Equal(
        ["AlsoHourly", "Echo", "Fail", "Hourly", "Send", "Take", "Unavailable"],
        FunctionMethod.FindIn(SampleFunctions.All).Select(function => function.Name));

    [Fact]
    public void The_products_functions_are_all_found()
    {
        var found = FunctionMethod.FindIn(typeof(Composition).Assembly.GetTypes()).Select(function => function.Name).ToList();

        Assert.Contains("OnPurchases", found);
        Assert.Contains("PostPurchases", found);
        Assert.Contains("GetMember", found);
    }

    [Fact]
    public void Two_functions_of_one_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => FunctionMethod.FindIn([typeof(MisshapenFunctions.One), typeof(MisshapenFunctions.Another)]));

    [Fact]
    public void A_function_without_a_trigger_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => FunctionMethod.FindIn([typeof(MisshapenFunctions.Untriggered)]));

    [Theory]
    [InlineData(typeof(MisshapenFunctions.OfAnotherQueue))]
    [InlineData(typeof(MisshapenFunctions.OneByOne))]
    [InlineData(typeof(MisshapenFunctions.OftenByFiveFields))]
    public async Task A_trigger_that_this_host_cannot_drive_stops_the_start(Type function)
    {
        using var folder = new TemporaryFolder();
        var functions = new FunctionSet([function], (_, _) => { }, (_, _) => Task.CompletedTask);
        var options = new LocalHostOptions { Port = 0, Data = folder.Path };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunningHost.StartAsync(options, functions, TestContext.Current.CancellationToken));
    }
}
