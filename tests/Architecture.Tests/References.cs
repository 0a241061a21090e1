using System.Reflection;

namespace Loyalty.Architecture.Tests;

/// <summary>Which assembly may know which.</summary>
public sealed class References
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_domain_references_NodaTime_and_nothing_else_beside_the_base_library() =>
        Assert.Empty(BeyondTheBaseLibrary(House.Domain).Except(["NodaTime"]));

    [Fact]
    public void The_domain_knows_no_JSON_and_no_network() =>
        Assert.DoesNotContain(ReferencesOf(House.Domain), name => name.StartsWith("System.Text.Json", StringComparison.Ordinal)
            || name.StartsWith("System.Net", StringComparison.Ordinal));

    [Fact]
    public void The_domain_awaits_nothing() =>
        Assert.Empty(House.Domain.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => IsTask(method.ReturnType))
            .Select(method => $"{method.DeclaringType}.{method.Name}"));

    [Fact]
    public void Wire_references_the_domain_and_NodaTime_and_nothing_else_beside_the_base_library() =>
        Assert.Empty(BeyondTheBaseLibrary(House.Wire).Except(["Loyalty.Domain", "NodaTime"]));

    [Fact]
    public void The_templates_reference_what_they_print_and_their_engine_and_nothing_else_beside_the_base_library() =>
        Assert.Empty(BeyondTheBaseLibrary(House.Templates).Except(["Loyalty.Domain", "Loyalty.Wire", "NodaTime", "Handlebars"]));

    [Fact]
    public void The_functions_do_not_know_the_local_host() =>
        Assert.DoesNotContain("Loyalty.LocalHost", ReferencesOf(House.Functions));

    [Fact]
    public void The_command_line_knows_neither_host_nor_store() =>
        Assert.Empty(ReferencesOf(House.Cli).Intersect(["Loyalty.Functions", "Loyalty.LocalHost", "Azure.Data.Tables", "Microsoft.Data.Sqlite"]));

    private static string[] ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static IEnumerable<string> BeyondTheBaseLibrary(Assembly assembly) =>
        ReferencesOf(assembly).Where(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal));

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
