using System.Security.Cryptography;

namespace Loyalty.Fuzzing;

/// <summary>The inputs that are kept, a file each, in a folder a target.</summary>
public static class Corpus
{
    public static string Folder { get; } = Path.Combine(Repository(), "fuzz", "corpus");

    public static IEnumerable<byte[]> Read(IFuzzTarget target)
    {
        var folder = Path.Combine(Folder, target.Name);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];
    }

    /// <summary>Keeps an input under a name of its own, and says where.</summary>
    public static string Keep(IFuzzTarget target, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, target.Name)).FullName;
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The corpus is in the repository, and this does not lie in it.");
        }

        return folder.FullName;
    }
}
