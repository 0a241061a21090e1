using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Loyalty.Functions;
using Loyalty.Functions.Receiving;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Infrastructure.Tests.Code;

/// <summary>What src/Functions uses of what is around it, besides settings.</summary>
/// <param name="Taken">The queues from which functions are triggered.</param>
/// <param name="Filled">The queues to which they send.</param>
/// <param name="Connections">The names of the connections of the triggers.</param>
/// <param name="Metrics">The names under which the functions count.</param>
internal sealed partial record Surroundings(
    ImmutableSortedSet<string> Taken,
    ImmutableSortedSet<string> Filled,
    ImmutableSortedSet<string> Connections,
    ImmutableSortedSet<string> Metrics)
{
    private const string WebServer = "Microsoft.AspNetCore.Hosting";

    // What that meter counts.
    private static readonly string[] OfWebServer = ["http.server.request.duration", "http.server.active_requests"];

    public static Surroundings Current { get; } = new(
        [.. Triggers().Select(trigger => trigger.QueueName!)],
        [PurchaseQueue.Name],
        [.. Triggers().Select(trigger => trigger.Connection!)],
        [
            .. Repository.FunctionSources().SelectMany(source => MetricName().Matches(source)).Select(match => match.Groups[1].Value),
            .. Repository.FunctionSources().Any(source => source.Contains($"\"{WebServer}\"", StringComparison.Ordinal)) ? OfWebServer : [],
        ]);

    /// <summary>The settings that the source asks for by name, as the app has them in Azure: none may escape <see cref="Composed"/>.
    /// </summary>
    public static IEnumerable<string> NamedSettings() => Repository.FunctionSources()
        .SelectMany(source => SettingName().Matches(source))
        .Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal));

    private static IEnumerable<ServiceBusTriggerAttribute> Triggers() =>
        typeof(Composition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>())
            .OfType<ServiceBusTriggerAttribute>();

    [GeneratedRegex("onfiguration(?:\\[|, )\"([^\"]+)\"")]
    private static partial Regex SettingName();

    [GeneratedRegex("\"(loyalty\\.[a-z.]+)\"")]
    private static partial Regex MetricName();
}
