using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Programs;

namespace Loyalty.LocalHost;

/// <summary>The functions of the product, as Azure runs them.</summary>
internal static class LoyaltyFunctions
{
    /// <summary>The functions, with a program that is published before the first call where it differs from the last.</summary>
    public static FunctionSet Create(ProgramFile program) => new(
        [.. typeof(IStore).Assembly.GetTypes()],
        (_, _) => { },
        (_, _) => program.Document.IsEmpty ? throw new InvalidOperationException() : Task.CompletedTask);
}
