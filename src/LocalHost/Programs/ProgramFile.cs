using Loyalty.Functions.Programs;
using Loyalty.Wire.Programs;

namespace Loyalty.LocalHost.Programs;

/// <summary>The document that a marketer edits, and what of it has been taken.</summary>
/// <param name="path">Where it is.</param>
/// <param name="name">What the list of versions calls it.</param>
internal sealed class ProgramFile(string path, string name)
{
    private byte[]? seen;
    private byte[]? taken;

    /// <summary>Takes the file as a host starts.</summary>
    /// <exception cref="CannotStartException">It cannot be read, or it is no program and none was published before; the message has
    /// every error.</exception>
    public async Task TakeAsync(FileProgram programs, CancellationToken cancellationToken)
    {
        try
        {
            seen = taken = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The program {path} cannot be read: {exception.Message}", exception);
        }

        var mistakes = await programs.TakeAsync(name, taken, cancellationToken);
        if (!mistakes.IsEmpty)
        {
            throw new CannotStartException(string.Join(
                Environment.NewLine, mistakes.Select(mistake => $"  {mistake}").Prepend($"{path} is no program:")));
        }
    }

    /// <summary>Takes the file where it is another since, once it has been the same twice: an editor may write it in steps, or have it
    /// gone for a moment.</summary>
    public async Task LookAsync(FileProgram programs, CancellationToken cancellationToken)
    {
        byte[] now;
        try
        {
            now = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            seen = null;
            return;
        }

        var isSettled = seen is not null && now.AsSpan().SequenceEqual(seen);
        seen = now;
        if (isSettled && !now.AsSpan().SequenceEqual(taken))
        {
            await programs.TakeAsync(name, now, cancellationToken);
            taken = now;
        }
    }

    // One byte more than a program may have tells that it is too large.
    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        var bytes = new byte[Math.Min(file.Length, ProgramJson.MaxBytes + 1)];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes[..length];
    }
}
