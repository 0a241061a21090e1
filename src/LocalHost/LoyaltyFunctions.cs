using Loyalty.Functions;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Programs;

namespace Loyalty.LocalHost;

/// <summary>The functions of the product, as Azure runs them.</summary>
internal static class LoyaltyFunctions
{
    /// <summary>The functions, with a program that is published before the first call where it differs from the last.</summary>
    public static FunctionSet Create(ProgramFile program) => new(
        [.. typeof(Composition).Assembly.GetTypes()],
        (services, configuration) => services.AddLoyalty(configuration),
        async (services, cancellationToken) =>
        {
            LoadTemplates(services);
            await PublishAsync(services.GetRequiredService<Publisher>(), program, cancellationToken);
        });

    private static void LoadTemplates(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<LetterTemplates>();
        }
        catch (TemplatesException exception)
        {
            throw new CannotStartException(string.Join(
                Environment.NewLine, exception.Errors.Select(error => $"  {error}").Prepend("The templates of messages cannot be used:")), exception);
        }
    }

    private static async Task PublishAsync(Publisher publisher, ProgramFile program, CancellationToken cancellationToken)
    {
        if (await publisher.PublishAsync(program.Document, cancellationToken) is Publication.Refused(var errors))
        {
            throw new CannotStartException(string.Join(
                Environment.NewLine,
                errors.Select(error => $"  {error}").Prepend($"{program.Path} cannot follow the program that is in force:")));
        }
    }
}
