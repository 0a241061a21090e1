using System.Collections.Immutable;
using Azure.Communication.Email;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Loyalty.Infrastructure.Tests.Bicep;
using Loyalty.Infrastructure.Tests.Code;

namespace Loyalty.Infrastructure.Tests.Agreement;

/// <summary>Whether everybody may do what they do, and nothing else.</summary>
internal static class Roles
{
    private static readonly ImmutableDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["09976791-48a7-449e-bb21-39d1a415f350"] = "Communication and Email Service Owner",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
    }.ToImmutableDictionary();

    /// <summary>What Azure calls a role; its id where it is none of ours.</summary>
    public static string NameOf(string id) => Names.GetValueOrDefault(id, id);

    public static IEnumerable<string> Complaints(Deployment deployment, Surroundings code, IEnumerable<Type> clients)
    {
        var needed = Needed(deployment, code, clients).ToHashSet();
        return needed.Except(deployment.Grants).Select(grant => $"Nobody says that {grant}.")
            .Concat(deployment.Grants.Except(needed).Select(grant => $"Nobody needs that {grant}."));
    }

    private static IEnumerable<Grant> Needed(Deployment deployment, Surroundings code, IEnumerable<Type> clients)
    {
        var functions = Deployment.IdentityOf(deployment.One("Microsoft.Web/sites"));
        string Account(string setting) => $"Microsoft.Storage/storageAccounts/{deployment.Settings[setting]}";
        string Place(string type) => Deployment.PlaceOf(deployment.One(type));
        string Queue(string name) => $"{Place("Microsoft.ServiceBus/namespaces")}/queues/{name}";

        // What the Functions host and the platform do as them.
        yield return new(functions, "Storage Blob Data Owner", Account("AzureWebJobsStorage__accountName"));
        yield return new(functions, "Monitoring Metrics Publisher", Place("Microsoft.Insights/components"));
        var vault = deployment.One("Microsoft.KeyVault/vaults");
        if (deployment.Settings.Values.Any(value => value.Contains($"VaultName={Deployment.NameOf(vault)};", StringComparison.Ordinal)))
        {
            yield return new(functions, "Key Vault Secrets User", Deployment.PlaceOf(vault));
        }

        // What our code does.
        foreach (var name in code.Taken)
        {
            yield return new(functions, "Azure Service Bus Data Receiver", Queue(name));
        }

        foreach (var name in code.Filled)
        {
            yield return new(functions, "Azure Service Bus Data Sender", Queue(name));
        }

        foreach (var client in clients.Where(client => client != typeof(ServiceBusClient)))
        {
            yield return client switch
            {
                var tables when tables == typeof(TableServiceClient) =>
                    new(functions, "Storage Table Data Contributor", Account("Storage__accountName")),
                var mail when mail == typeof(EmailClient) =>
                    new(functions, "Communication and Email Service Owner", Place("Microsoft.Communication/communicationServices")),
                _ => throw new InvalidOperationException($"Say which role {client} needs."),
            };
        }

        // What others do.
        var subscription = deployment.One("Microsoft.EventGrid/systemTopics/eventSubscriptions");
        var delivery = subscription["properties"]!["deliveryWithResourceIdentity"]!;
        yield return new(
            ((string)delivery["identity"]!["userAssignedIdentity"]!).Split('/')[^1],
            "Azure Service Bus Data Sender",
            ((string)delivery["destination"]!["properties"]!["resourceId"]!).Split("/providers/", 2)[^1]);
        yield return new(Deployment.Keeper, "Key Vault Secrets Officer", Deployment.PlaceOf(vault));
    }
}
