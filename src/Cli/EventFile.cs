using System.IO.Compression;
using Loyalty.Wire.Json;

namespace Loyalty.Cli;

/// <summary>A file of events, one JSON object a line.</summary>
internal static class EventFile
{
    public static JsonError IdReused { get; } =
        new("/id", "IdReused: an earlier event of the member has this id and counts; give each event its own.");

    /// <summary>Gzipped where the name ends in .gz; - is standard input.</summary>
    public static Stream Open(string path, Func<Stream> openInput)
    {
        if (path == "-")
        {
            return openInput();
        }

        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public static void Tell(TextWriter error, int line, JsonError wrong) => error.WriteLine($"line {line}: {wrong}");
}
