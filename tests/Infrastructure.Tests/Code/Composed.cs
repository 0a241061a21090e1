using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Azure.Core;
using Loyalty.Functions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Loyalty.Infrastructure.Tests.Code;

/// <summary>The functions put together from settings, as their host does it: which settings they asked for, and with which of
/// Azure's clients they reach out.</summary>
/// <param name="Asked">The settings, as the app has them in Azure (<c>Storage__accountName</c>).</param>
/// <param name="Clients">The types of the clients.</param>
internal sealed record Composed(ImmutableSortedSet<string> Asked, ImmutableArray<Type> Clients)
{
    /// <summary>Throws where a setting is missing or bad, as the functions do when they start. Nothing is connected to.</summary>
    public static Composed From(IReadOnlyDictionary<string, string> settings)
    {
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var configuration = new RecordingConfiguration(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(
                    setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
                .Build(),
            asked);
        var services = new ServiceCollection();
        var steps = Steps().ToArray();
        foreach (var step in steps)
        {
            Call(step, services, configuration);
        }

        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return new(
            [.. asked.Select(name => name.Replace(":", "__", StringComparison.Ordinal))],
            [.. steps.Select(step => step.ReturnType).Where(IsClient)]);
    }

    // Whatever in src/Functions is given the settings and does not wait for the network. The compositions are internal, and their steps
    // private: they are found by what they take, whatever they are called.
    private static IEnumerable<MethodInfo> Steps() =>
        typeof(Composition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(IConfiguration))
                && method.GetParameters().All(parameter => CanGive(parameter.ParameterType))
                && !typeof(Task).IsAssignableFrom(method.ReturnType));

    private static bool IsClient(Type type) =>
        type.Namespace!.StartsWith("Azure.", StringComparison.Ordinal) && !typeof(TokenCredential).IsAssignableFrom(type);

    private static bool CanGive(Type type) =>
        type == typeof(IConfiguration) || type == typeof(IServiceCollection) || type == typeof(TokenCredential);

    private static void Call(MethodInfo step, IServiceCollection services, IConfiguration configuration)
    {
        try
        {
            step.Invoke(null, [.. step.GetParameters().Select(parameter => parameter.ParameterType switch
            {
                var type when type == typeof(IConfiguration) => (object)configuration,
                var type when type == typeof(IServiceCollection) => services,
                _ => new NoCredential(),
            })]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not NotSupportedException)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
        catch (TargetInvocationException)
        {
            // A stand-in for one of Azure's packages, which reaches nothing; it was given its settings all the same.
        }
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nothing is connected to here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nothing is connected to here.");
    }
}
