namespace Loyalty.Rig;

/// <summary>Files that come with the repository.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Root = new(FindRoot);

    public static string File(string path) => Path.Combine(Root.Value, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run in the repository.");
        }

        return folder.FullName;
    }
}
