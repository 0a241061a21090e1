using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Console;

/// <summary>A file of the console as it was built, known by what is in it: a browser keeps it for as long as it likes.</summary>
internal sealed class ConsoleFile
{
    private readonly byte[] bytes;
    private readonly string type;

    public ConsoleFile(string name, string type)
    {
        using var stream = typeof(ConsoleFile).Assembly.GetManifestResourceStream($"console/{name}")!;
        bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        this.type = type;
        var hash = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 12));
        Name = $"{Path.GetFileNameWithoutExtension(name)}-{hash}{Path.GetExtension(name)}";
    }

    /// <summary>With what is in it hashed: another build is another file.</summary>
    public string Name { get; }

    public string Route => $"/console/files/{Name}";

    public IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(bytes, type);
    }
}
