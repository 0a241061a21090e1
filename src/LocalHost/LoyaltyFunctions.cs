using Loyalty.Functions;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Programs;
using Loyalty.Templates;
using Loyalty.Templates.Terms;

namespace Loyalty.LocalHost;

/// <summary>The functions of the product, as Azure runs them.</summary>
internal static class LoyaltyFunctions
{
    /// <summary>The functions, with the program of a file, which is taken before the first call and followed from then on.</summary>
    public static FunctionSet Create(ProgramFile program) => new(
        [.. typeof(Composition).Assembly.GetTypes()],
        (services, configuration) => services.AddLoyalty(configuration)
            .AddSingleton(program)
            .AddHostedService<ProgramFollower>()
            .AddHostTelemetry(configuration),
        async (services, cancellationToken) =>
        {
            LoadTemplates(services);
            await program.TakeAsync(services.GetRequiredService<FileProgram>(), cancellationToken);
        });

    private static void LoadTemplates(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<LetterTemplates>();
            services.GetRequiredService<TermsTemplates>();
        }
        catch (TemplatesException exception)
        {
            throw new CannotStartException(string.Join(
                Environment.NewLine, exception.Errors.Select(error => $"  {error}").Prepend("The templates of messages and terms cannot be used:")), exception);
        }
    }
}
