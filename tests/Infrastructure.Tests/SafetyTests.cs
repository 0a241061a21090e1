using System.Text.Json.Nodes;
using Loyalty.Infrastructure.Tests.Bicep;

namespace Loyalty.Infrastructure.Tests;

/// <summary>What holds of every resource that a deployment makes.</summary>
public sealed class SafetyTests
{
    // Azure gives these neither tags nor logs, or keeps both with the resource that they are a part of.
    private static readonly string[] Parts =
    [
        "Microsoft.Authorization/roleAssignments", "Microsoft.Insights/diagnosticSettings",
        "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.ServiceBus/namespaces/queues", "Microsoft.EventGrid/systemTopics/eventSubscriptions",
        "Microsoft.Communication/emailServices/domains/senderUsernames",
        "Microsoft.Web/sites/config", "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    ];

    // Azure logs nothing of them to a workspace, or, with Application Insights, is itself what logs there.
    private static readonly string[] Silent =
    [
        "Microsoft.Resources/resourceGroups", "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.Insights/components",
        "Microsoft.Communication/emailServices", "Microsoft.Communication/emailServices/domains", "Microsoft.Web/serverfarms",
        "Microsoft.Insights/actionGroups", "Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules",
    ];

    public SafetyTests() => Compiler.SkipWhereItIsMissing();

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", false)]
    [InlineData("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", false)]
    [InlineData("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", true)]
    [InlineData("Microsoft.ServiceBus/namespaces", "disableLocalAuth", true)]
    [InlineData("Microsoft.Communication/communicationServices", "disableLocalAuth", true)]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth", true)]
    [InlineData("Microsoft.KeyVault/vaults", "enableRbacAuthorization", true)]
    [InlineData("Microsoft.Web/sites", "httpsOnly", true)]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", false)]
    public void Nobody_gets_in_with_a_key_or_in_the_open(string type, string property, bool value)
    {
        var resources = Deployment.Both.SelectMany(deployment => deployment.All(type)).ToArray();

        Assert.NotEmpty(resources);
        Assert.All(resources, resource => Assert.Equal(value, (bool)resource["properties"]![property]!));
    }

    [Fact]
    public void No_setting_holds_a_secret() =>
        Assert.All(Deployment.Both.SelectMany(deployment => deployment.Settings), setting => Assert.True(
            !setting.Key.EndsWith("Secret", StringComparison.Ordinal) && !setting.Key.EndsWith("Sha256", StringComparison.Ordinal)
                || setting.Value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal),
            setting.Key));

    [Fact]
    public void A_queue_waits_for_a_store_that_is_down_and_loses_nothing() =>
        Assert.All(Deployment.Both.SelectMany(deployment => deployment.All("Microsoft.ServiceBus/namespaces/queues")), queue =>
        {
            Assert.Equal(1000, (int)queue["properties"]!["maxDeliveryCount"]!);
            Assert.Equal("PT5M", (string)queue["properties"]!["lockDuration"]!);
            Assert.True((bool)queue["properties"]!["deadLetteringOnMessageExpiration"]!);
            Assert.False((bool)queue["properties"]!["requiresDuplicateDetection"]!);
            Assert.Null(queue["properties"]!["defaultMessageTimeToLive"]);
        });

    [Fact]
    public void Every_resource_says_whose_it_is() =>
        Assert.Empty(Deployment.Both.SelectMany(deployment => deployment.Resources)
            .Where(resource => !Parts.Contains(TypeOf(resource)) && (string?)resource["tags"]?["application"] != "loyalty")
            .Select(Deployment.PlaceOf));

    [Fact]
    public void Every_resource_that_can_tells_the_workspace_what_happens_to_it() =>
        Assert.All(Deployment.Both, deployment =>
        {
            var told = deployment.All("Microsoft.Insights/diagnosticSettings")
                .Select(setting => ((string)setting["id"]!).Split("/providers/Microsoft.Insights/")[0].Split("/providers/", 2)[^1])
                .ToArray();
            Assert.All(
                deployment.Resources.Where(resource => !Parts.Contains(TypeOf(resource)) && !Silent.Contains(TypeOf(resource))),
                resource => Assert.Contains(
                    told, scope => $"{scope}/".StartsWith($"{Deployment.PlaceOf(resource)}/", StringComparison.Ordinal)));
        });

    [Fact]
    public void No_log_names_the_rows_of_a_table_or_the_addresses_of_customers()
    {
        string[] named = ["StorageRead", "StorageWrite", "StorageDelete", "EmailStatusUpdateOperational", "EmailUserEngagementOperational"];

        Assert.DoesNotContain(
            Deployment.Both
                .SelectMany(deployment => deployment.All("Microsoft.Insights/diagnosticSettings"))
                .SelectMany(setting => setting["properties"]!["logs"]?.AsArray() ?? []),
            log => (string?)log!["category"] is not { } category || named.Contains(category));
    }

    [Fact]
    public void Production_outlives_a_zone()
    {
        Assert.True((bool)Deployment.Prod.One("Microsoft.Web/serverfarms")["properties"]!["zoneRedundant"]!);
        Assert.All(Deployment.Prod.All("Microsoft.Storage/storageAccounts"), account =>
            Assert.Equal("Standard_ZRS", (string)account["sku"]!["name"]!));
        Assert.Equal(1, (int)Deployment.Prod.One("Microsoft.Web/sites")
            ["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]![0]!["instanceCount"]!);
    }

    [Fact]
    public void A_domain_of_the_shop_is_linked_once_it_is_verified()
    {
        var linked = (JsonArray)Deployment.Prod.One("Microsoft.Communication/communicationServices")["properties"]!["linkedDomains"]!;

        Assert.Contains(linked, domain => ((string)domain!).EndsWith($"/domains/{Size.Prod.EmailDomain}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sending__PerMinute", "5", "30")]
    [InlineData("Sending__PerHour", "10", "100")]
    public void No_more_is_sent_than_Azure_takes_from_a_new_domain(string setting, string managed, string own)
    {
        Assert.Equal(managed, Deployment.Dev.Settings[setting]);
        Assert.Equal(own, Deployment.Prod.Settings[setting]);
    }

    private static string TypeOf(JsonNode resource) => (string)resource["type"]!;
}
