using Loyalty.Infrastructure.Tests.Bicep;
using Loyalty.Infrastructure.Tests.Code;
using Microsoft.Extensions.Options;

namespace Loyalty.Infrastructure.Tests.Agreement;

/// <summary>Whether what infra/bicep tells the functions is what they ask for.</summary>
internal static class Settings
{
    /// <summary>What the platform tells every app.</summary>
    private const string HostName = "WEBSITE_HOSTNAME";

    /// <summary>What must be there on Azure whether or not our code asks for it: where the Functions host has its own blobs, and
    /// as whom the app acts, which on a developer's machine is whoever signed in.</summary>
    private static readonly string[] OfTheHost =
    [
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "AZURE_CLIENT_ID",
    ];

    public static IEnumerable<string> Complaints(Deployment deployment, Surroundings code) =>
        Complaints(deployment, deployment.Settings, code);

    public static IEnumerable<string> Complaints(
        Deployment deployment, IReadOnlyDictionary<string, string> settings, Surroundings code)
    {
        var host = OfTheHost.Concat(code.Connections.SelectMany(OfConnection)).ToArray();
        foreach (var missing in host.Except(settings.Keys))
        {
            yield return $"The Functions host needs {missing}, and nobody sets it.";
        }

        var (asked, refusal) = Start(deployment, settings);
        if (refusal is not null)
        {
            yield return $"The functions do not start with these settings: {refusal}";
        }

        foreach (var unread in settings.Keys.Except(host).Where(name => !asked.Contains(name)))
        {
            yield return $"Nothing reads {unread}.";
        }
    }

    /// <summary>All that a developer may set, too.</summary>
    public static bool IsKnown(string name, IReadOnlySet<string> asked, Surroundings code) =>
        asked.Contains(name) || OfTheHost.Contains(name) || code.Connections.Contains(name) || name == "AzureWebJobsStorage";

    /// <summary>The settings as they are once Azure has evaluated them.</summary>
    public static IReadOnlyDictionary<string, string> Evaluated(Deployment deployment, IReadOnlyDictionary<string, string> settings) =>
        settings.ToDictionary(setting => setting.Key, setting => Evaluated(setting.Key, setting.Value, deployment))
            .Append(new(HostName, "app.example"))
            .ToDictionary();

    private static (IReadOnlySet<string> Asked, string? Refusal) Start(Deployment deployment, IReadOnlyDictionary<string, string> settings)
    {
        try
        {
            return (Composed.From(Evaluated(deployment, settings)).Asked, null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OptionsValidationException or AggregateException)
        {
            return (settings.Keys.ToHashSet(), exception.Message);
        }
    }

    private static string Evaluated(string name, string value, Deployment deployment) => value switch
    {
        ['@', ..] when deployment.KeySecrets.Any(secret => value.EndsWith($";SecretName={secret})", StringComparison.Ordinal)) =>
            new('a', 64),
        ['@', ..] when deployment.RandomSecrets.Any(secret => value.EndsWith($";SecretName={secret})", StringComparison.Ordinal)) =>
            Convert.ToBase64String(new byte[32]),
        ['[', ..] when name.EndsWith("ConnectionString", StringComparison.Ordinal) => $"InstrumentationKey={Guid.Empty}",
        ['[', ..] => "https://evaluated.example",
        _ => value,
    };

    // A connection by a user-assigned identity.
    private static IEnumerable<string> OfConnection(string name) =>
        [$"{name}__fullyQualifiedNamespace", $"{name}__credential", $"{name}__clientId"];
}
