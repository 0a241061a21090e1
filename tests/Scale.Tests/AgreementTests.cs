using System.Text.Json;
using System.Text.RegularExpressions;
using Loyalty.Functions.Options;
using Loyalty.Rig;
using Loyalty.Scale.Counted;
using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Tests;

/// <summary>The model speaks of the project as it is.</summary>
public sealed class AgreementTests
{
    private static readonly Design AsItIs = new();

    [Fact]
    public void Its_settings_are_the_codes_own()
    {
        Assert.Equal(new ReceivingOptions().MembersAtOnce, AsItIs.CountedAtOnce);
        Assert.Equal(new SendingOptions().MembersAtOnce, AsItIs.LookedAtAtOnce);
        Assert.Equal(new SendingOptions().PerHour, AsItIs.LettersAnHour);
        Assert.Equal(new DueOptions().Shards, AsItIs.DueShards);
        Assert.Equal(new DueOptions().WalkedAtOnce, AsItIs.WalkedAtOnce);
    }

    [Fact]
    public void Its_batches_are_those_of_host_json()
    {
        using var host = JsonDocument.Parse(Read("host.json"));
        var bus = host.RootElement.GetProperty("extensions").GetProperty("serviceBus");

        Assert.Equal(bus.GetProperty("maxMessageBatchSize").GetInt32(), AsItIs.BatchSize);
    }

    [Fact]
    public void Its_instances_are_those_of_prod() => Assert.Equal(
        Regex.Matches(Read("infra/bicep/sizes.bicep"), @"maximumInstances: (\d+)").Select(match => match.Groups[1].Value).Distinct(),
        [$"{AsItIs.MaximumInstances}"]);

    [Fact]
    public void Its_partitions_of_the_finder_are_those_of_the_keys() => Assert.Contains(
        $"public const int Shards = {AsItIs.FinderPartitions};", Read("src/Functions/Finding/FinderKeys.cs"), StringComparison.Ordinal);

    [Fact]
    public void A_purchase_is_counted_with_a_read_and_a_transaction_and_little_more()
    {
        var year = CountedYear.Read(Read(CountedYear.Path));
        var members = year.Of(CountedCalls.Purchases, "members");

        // Refunds read more.
        Assert.InRange(members.Read, members.Batch, 2 * members.Batch);
        Assert.InRange(Work.Of(year, new()).CallsAPurchase, 2, 4.5);
    }

    private static string Read(string path) => File.ReadAllText(Repository.File(path));
}
