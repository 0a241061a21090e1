using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Loyalty.Architecture.Tests;

/// <summary>What is logged is said in one place of each host, and known by its id.</summary>
public sealed class Logs
{
    internal static IReadOnlyList<LoggerMessageAttribute> All { get; } =
    [
        .. House.All
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>(),
    ];

    [Fact]
    public void No_two_have_the_same_id() =>
        Assert.Equal(All.Select(log => log.EventId).Distinct().Order(), All.Select(log => log.EventId).Order());

    [Fact]
    public void They_are_in_the_files_that_are_called_Log() =>
        Assert.DoesNotContain(House.SourceFiles(), file =>
            file.Name != "Log.cs" && File.ReadAllText(file.FullName).Contains("[LoggerMessage(", StringComparison.Ordinal));
}
