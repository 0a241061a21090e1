using System.Collections.Immutable;

namespace Loyalty.LocalHost.Hosting;

/// <summary>What a host runs: function classes, the services they ask for, and what is to be done before the first call.</summary>
public sealed record FunctionSet(
    ImmutableArray<Type> Types,
    Action<IServiceCollection, IConfiguration> AddServices,
    Func<IServiceProvider, CancellationToken, Task> PrepareAsync);
