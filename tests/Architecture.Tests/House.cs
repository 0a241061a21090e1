using System.Reflection;

namespace Loyalty.Architecture.Tests;

/// <summary>What these tests look at: the assemblies that src/ builds, and its source files.</summary>
internal static class House
{
    public static Assembly Domain { get; } = Assembly.Load("Loyalty.Domain");

    public static Assembly Wire { get; } = Assembly.Load("Loyalty.Wire");

    public static Assembly Templates { get; } = Assembly.Load("Loyalty.Templates");

    public static Assembly Functions { get; } = Assembly.Load("Loyalty.Functions");

    public static Assembly LocalHost { get; } = Assembly.Load("Loyalty.LocalHost");

    public static Assembly Cli { get; } = Assembly.Load("loyalty");

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Wire, Templates, Functions, LocalHost, Cli];

    /// <summary>The folder of Loyalty.sln.</summary>
    public static DirectoryInfo Root { get; } = FindRoot();

    public static IEnumerable<FileInfo> SourceFiles() =>
        new DirectoryInfo(Path.Combine(Root.FullName, "src"))
            .EnumerateFiles("*.cs", SearchOption.AllDirectories)
            .Where(file => !PathWithinRoot(file).Split('/').Any(part => part is "bin" or "obj"));

    public static string PathWithinRoot(FileInfo file) =>
        Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
        {
            folder = folder.Parent;
        }

        return folder ?? throw new InvalidOperationException($"No Loyalty.sln above {AppContext.BaseDirectory}.");
    }
}
