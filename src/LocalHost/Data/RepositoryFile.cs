namespace Loyalty.LocalHost.Data;

/// <summary>A file that comes with the repository: config and samples stay where people edit and read them.</summary>
internal static class RepositoryFile
{
    /// <summary>Looks in the current folder, then above it, then above the program.</summary>
    /// <exception cref="CannotStartException">It is nowhere there.</exception>
    public static string Find(string path)
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var file = Path.Combine(folder.FullName, path);
                if (File.Exists(file))
                {
                    return file;
                }
            }
        }

        throw new CannotStartException($"{path} is neither in this folder nor above it; run this in the repository.");
    }
}
