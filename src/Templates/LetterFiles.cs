using System.Collections.Frozen;

namespace Loyalty.Templates;

/// <summary>Which letters a folder of languages has.</summary>
public static class LetterFiles
{
    /// <summary>By language the names of the letters that are there in both forms; none where the folder is not there.</summary>
    public static IReadOnlyDictionary<string, FrozenSet<string>> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).ToDictionary(
            path => Path.GetFileName(path),
            path => Directory.EnumerateFiles(path, "*.html")
                .Where(file => File.Exists(Path.ChangeExtension(file, ".txt")))
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .ToFrozenSet(StringComparer.Ordinal))
        : new Dictionary<string, FrozenSet<string>>();
}
