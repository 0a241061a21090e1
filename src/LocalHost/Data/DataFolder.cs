namespace Loyalty.LocalHost.Data;

/// <summary>The folder with everything that one host keeps. One process holds it at a time: two queues over one file would
/// each hand out the other's messages.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where it is missing, and holds it until disposed, or until the process ends in any way.</summary>
    /// <exception cref="CannotStartException">Another process holds it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            CreatePrivate(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data folder {full} cannot be made: {exception.Message}", exception);
        }

        var file = System.IO.Path.Combine(full, "lock");
        try
        {
            return new DataFolder(full, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (
            exception is UnauthorizedAccessException || (exception is IOException && !System.IO.File.Exists(file)))
        {
            throw new CannotStartException($"The data folder {full} cannot be written: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new CannotStartException(
                $"The data folder {full} is in use by another LocalHost; stop that one, or name another folder with --data.",
                exception);
        }
    }

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => hold.Dispose();

    // It holds keys and what members bought, so a new one is for its owner alone; one that is there stays as it was made.
    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
