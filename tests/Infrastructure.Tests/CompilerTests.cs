using Loyalty.Infrastructure.Tests.Bicep;

namespace Loyalty.Infrastructure.Tests;

/// <summary>What the compiler, which knows every type of Azure, has to say of infra/bicep.</summary>
public sealed class CompilerTests : IDisposable
{
    private readonly Compiler compiler;

    public CompilerTests()
    {
        Compiler.SkipWhereItIsMissing();
        compiler = new();
    }

    public void Dispose() => compiler.Dispose();

    [Fact]
    public void It_compiles_without_a_warning() => Assert.Equal("", compiler.Complaints("build", "main.bicep"));

    [Fact]
    public void The_linter_finds_nothing() => Assert.Equal("", compiler.ComplaintsOfLint("main.bicep"));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_parameters_of_both_sizes_fit(string size) =>
        Assert.NotEmpty(compiler.Build(size == "dev" ? Size.Dev : Size.Prod, "build-params", "main.bicepparam"));

    [Fact]
    public void A_property_that_Azure_does_not_know_is_found()
    {
        compiler.Replace("modules/bus.bicep", "lockDuration", "lokDuration");

        Assert.Contains("lokDuration", compiler.Complaints("build", "main.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_linter_finds_is_found()
    {
        compiler.Replace("main.bicep", "param alertEmails string[]", "param alertEmails string[]\nparam unused string");

        Assert.Contains("no-unused-params", compiler.Complaints("build", "main.bicep"), StringComparison.Ordinal);
    }
}
