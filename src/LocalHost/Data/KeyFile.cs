using System.Security.Cryptography;
using System.Text.Json;

namespace Loyalty.LocalHost.Data;

/// <summary>Generated keys, kept beside the data so that tills need not learn new ones when the host starts again. Only the
/// file's owner can read it.</summary>
public static class KeyFile
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 32 of 62 characters are 190 bits: nobody guesses one, and the other key says nothing about it.
    private const int Length = 32;

    private const int LinkBytes = 32;

    /// <summary>The keys of the file, which is written where it is missing. One from before links were sealed gets the key for
    /// them added.</summary>
    /// <exception cref="CannotStartException">The file is there and holds no keys.</exception>
    public static ApiKeys Open(string path)
    {
        if (File.Exists(path))
        {
            return Read(path);
        }

        var keys = new ApiKeys("pos_" + Random(), "staff_" + Random(), RandomLinks());
        Save(path, keys);
        return keys;
    }

    private static ApiKeys Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<ApiKeys>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            if (keys is { Pos.Length: > 0, Staff.Length: > 0, Links: null })
            {
                keys = keys with { Links = RandomLinks() };
                Save(path, keys);
            }

            if (keys is { Pos.Length: > 0, Staff.Length: > 0 } && IsLinks(keys.Links ?? ""))
            {
                return keys;
            }
        }
        catch (JsonException)
        {
            // Said below: an unreadable file and one without keys are the same to the reader.
        }

        throw new CannotStartException($"{path} does not hold the keys of a host; delete it to have new ones made.");
    }

    private static void Save(string path, ApiKeys keys)
    {
        // Written beside and moved, so that a kill in between leaves no half of a file.
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static bool IsLinks(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == LinkBytes;

    private static string RandomLinks() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(LinkBytes));

    private static string Random() => RandomNumberGenerator.GetString(Alphabet, Length);
}
