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

    private const int SecretBytes = 32;

    /// <summary>The keys of the file, which is written where it is missing. One from before links were sealed or
    /// lookups hashed gets the key for them added.</summary>
    /// <exception cref="CannotStartException">The file is there and holds no keys.</exception>
    public static ApiKeys Open(string path)
    {
        if (File.Exists(path))
        {
            return Read(path);
        }

        var keys = new ApiKeys("pos_" + Random(), "staff_" + Random(), RandomSecret(), RandomSecret());
        Save(path, keys);
        return keys;
    }

    private static ApiKeys Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<ApiKeys>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            if (keys is { Pos.Length: > 0, Staff.Length: > 0 } and ({ Links: null } or { Lookups: null }))
            {
                keys = keys with { Links = keys.Links ?? RandomSecret(), Lookups = keys.Lookups ?? RandomSecret() };
                Save(path, keys);
            }

            if (keys is { Pos.Length: > 0, Staff.Length: > 0 } && IsSecret(keys.Links) && IsSecret(keys.Lookups))
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

    private static bool IsSecret(string? text) =>
        text is not null && Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == SecretBytes;

    private static string RandomSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    private static string Random() => RandomNumberGenerator.GetString(Alphabet, Length);
}
