using System.Text.Json.Nodes;
using Loyalty.Infrastructure.Tests.Agreement;

namespace Loyalty.Infrastructure.Tests.Bicep;

/// <summary>What a deployment of infra/bicep would make.</summary>
internal sealed class Deployment(JsonNode preview)
{
    /// <summary>Who deploys.</summary>
    public const string Keeper = "11111111-1111-1111-1111-111111111111";

    private static readonly Lazy<Deployment> DevOnce = new(() => Of(Size.Dev));
    private static readonly Lazy<Deployment> ProdOnce = new(() => Of(Size.Prod));

    public static Deployment Dev => DevOnce.Value;

    public static Deployment Prod => ProdOnce.Value;

    public static IEnumerable<Deployment> Both => [Dev, Prod];

    public IEnumerable<JsonNode> Resources => preview["predictedResources"]!.AsArray().Select(resource => resource!);

    /// <summary>What the functions are told, by the names that the app has in Azure.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        One("Microsoft.Web/sites/config")["properties"]!.AsObject().ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    /// <summary>The secrets that the scripts make as the hash of a key.</summary>
    public string[] KeySecrets => Output("LOYALTY_KEY_SECRETS");

    /// <summary>Those that they make of random bytes.</summary>
    public string[] RandomSecrets => Output("LOYALTY_RANDOM_SECRETS");

    public IEnumerable<string> Queues => All("Microsoft.ServiceBus/namespaces/queues").Select(queue => NameOf(queue).Split('/')[^1]);

    public IEnumerable<Grant> Grants => All("Microsoft.Authorization/roleAssignments").Select(assignment => new Grant(
        Who((string)assignment["properties"]!["principalId"]!),
        Roles.NameOf(((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1]),
        AfterProviders(((string)assignment["id"]!).Split("/providers/Microsoft.Authorization/")[0])));

    /// <summary>What the alerts ask of the workspace.</summary>
    public IEnumerable<string> Queries => All("Microsoft.Insights/scheduledQueryRules")
        .Select(rule => (string)rule["properties"]!["criteria"]!["allOf"]![0]!["query"]!);

    public static Deployment Of(Size size)
    {
        using var compiler = new Compiler();
        return Of(compiler, size);
    }

    public static Deployment Of(Compiler compiler, Size size) => new(JsonNode.Parse(compiler.Preview(size))!);

    public IEnumerable<JsonNode> All(string type) => Resources.Where(resource => (string)resource["type"]! == type);

    public JsonNode One(string type) => Assert.Single(All(type));

    public static string NameOf(JsonNode resource) => (string)resource["name"]!;

    /// <summary>The resource as a grant names it.</summary>
    public static string PlaceOf(JsonNode resource) => AfterProviders((string)resource["id"]!);

    /// <summary>The one identity of a resource, by its name.</summary>
    public static string IdentityOf(JsonNode resource) =>
        Assert.Single(resource["identity"]!["userAssignedIdentities"]!.AsObject()).Key.Split('/')[^1];

    private string[] Output(string name) => ((string)preview["outputs"]![name]!).Split(' ');

    private static string AfterProviders(string id) => id.Split("/providers/", 2)[^1];

    // [reference('…/userAssignedIdentities/NAME', '2024-11-30').principalId], or the id of who deploys.
    private static string Who(string principal) =>
        principal.Split("/userAssignedIdentities/") is [_, var identity] ? identity.Split('\'')[0] : principal;
}
