using Loyalty.Functions;
using Loyalty.Functions.Programs;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Benchmarks;

/// <summary>The product's functions in a LocalHost of this process.</summary>
internal static class Product
{
    public static Task<RunningHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, SampleProgram.Document, cancellationToken);

    public static Task<RunningHost> StartAsync(LocalHostOptions options, byte[] program, CancellationToken cancellationToken) =>
        StartAsync(options, program, _ => { }, cancellationToken);

    /// <param name="change">Takes services out for others.</param>
    public static Task<RunningHost> StartAsync(
        LocalHostOptions options, byte[] program, Action<IServiceCollection> change, CancellationToken cancellationToken)
    {
        var functions = new FunctionSet(
            [.. typeof(Composition).Assembly.GetTypes()],
            (services, configuration) => change(services.AddLoyalty(configuration)),
            (services, token) => services.GetRequiredService<Publisher>().PublishAsync(new(program), token));
        return RunningHost.StartAsync(options, functions, cancellationToken);
    }
}
