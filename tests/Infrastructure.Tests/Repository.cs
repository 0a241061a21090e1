namespace Loyalty.Infrastructure.Tests;

/// <summary>The files that these tests look at.</summary>
internal static class Repository
{
    /// <summary>The folder of Loyalty.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The C# of src/Functions.</summary>
    public static IEnumerable<string> FunctionSources() =>
        Directory.EnumerateFiles(PathOf("src/Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(File.ReadAllText);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Loyalty.sln above {AppContext.BaseDirectory}.");
    }
}
