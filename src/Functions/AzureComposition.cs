using Azure.Communication.Email;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Exporting;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Functions;

/// <summary>
/// What the functions stand on when Azure runs them. Settings are named as the Functions host names connections:
/// <c>Storage__accountName</c>, <c>ServiceBus__fullyQualifiedNamespace</c> and <c>Email__endpoint</c> by identity, or <c>Storage</c>,
/// <c>ServiceBus</c> and <c>Email</c> as connection strings on a developer's machine. <c>AZURE_CLIENT_ID</c> is the identity that the app
/// was given. <c>PublicUrl</c> is where customers reach the functions;
/// without it that is the name that Azure gave the app.
/// </summary>
internal static class AzureComposition
{
    public static async Task<IServiceCollection> AddAzureAsync(
        this IServiceCollection services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var credential = Credential(configuration);
        services.AddLoyaltyTelemetry(configuration, credential)?.UseFunctionsWorkerDefaults();
        var store = await AzureTableStore.OpenAsync(Tables(configuration, credential), cancellationToken);
        return services
#pragma warning disable RS0030 // The composition root chooses the clock, and this is it.
            .AddSingleton<IClock>(SystemClock.Instance)
#pragma warning restore RS0030
            .AddSingleton<IStore>(store)
            .AddSingleton(Address(configuration))
            .AddSingleton(Email(configuration, credential))
            .AddSingleton<IEmailProvider, CommunicationEmail>()
            .AddSingleton(_ => Bus(configuration, credential))
            .AddSingleton(provider => provider.GetRequiredService<ServiceBusClient>().CreateSender(PurchaseQueue.Name));
    }

    // The one identity that was given to the app, or whoever signed in on a developer's machine; nothing else is tried, so nothing else
    // that happens to lie about is used.
    private static TokenCredential Credential(IConfiguration configuration) =>
        configuration["AZURE_CLIENT_ID"] is { Length: > 0 } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new ChainedTokenCredential(new AzureCliCredential(), new AzureDeveloperCliCredential());

    private static TableServiceClient Tables(IConfiguration configuration, TokenCredential credential) =>
        configuration["Storage"] is { Length: > 0 } connectionString
            ? new(connectionString, AzureTableStore.ClientOptions())
            : new(
                new Uri($"https://{Required(configuration, "Storage:accountName")}.table.core.windows.net"),
                credential,
                AzureTableStore.ClientOptions());

    private static ServiceBusClient Bus(IConfiguration configuration, TokenCredential credential) =>
        configuration["ServiceBus"] is { Length: > 0 } connectionString
            ? new(connectionString)
            : new(Required(configuration, "ServiceBus:fullyQualifiedNamespace"), credential);

    private static EmailClient Email(IConfiguration configuration, TokenCredential credential) =>
        configuration["Email"] is { Length: > 0 } connectionString
            ? new(connectionString, CommunicationEmail.ClientOptions())
            : new(new Uri(Required(configuration, "Email:endpoint")), credential, CommunicationEmail.ClientOptions());

    private static PublicAddress Address(IConfiguration configuration)
    {
        var given = configuration["PublicUrl"] is { Length: > 0 } url ? url : $"https://{Required(configuration, "WEBSITE_HOSTNAME")}";
        var address = PublicAddress.TryParse(given)
            ?? throw new InvalidOperationException("The setting PublicUrl is an http or https address without query or fragment.");
        return new(() => address);
    }

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The setting {name.Replace(":", "__", StringComparison.Ordinal)} is missing.");
}
