using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;
using MimeKit;
using NodaTime;

namespace Loyalty.LocalHost.Mail;

/// <summary>Mail that goes no farther than a folder: a file of RFC 5322 each, which any mail program opens. Named by time and
/// operation, so that names sort as times do and a message handed over twice is there once.</summary>
internal sealed class MailFolder : IEmailProvider
{
    private const string Extension = ".eml";
    private const string Beside = ".new";
    private const int IdLength = 32;

    private readonly string path;
    private readonly IClock clock;
    private readonly Lock gate = new();
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public MailFolder(string path, IClock clock)
    {
        this.path = path;
        this.clock = clock;
        Directory.CreateDirectory(path);
        foreach (var half in Directory.EnumerateFiles(path, "*" + Beside))
        {
            File.Delete(half);
        }

        foreach (var file in Directory.EnumerateFiles(path, "*" + Extension))
        {
            Add(Path.GetFileName(file));
        }
    }

    /// <summary>A file is on its way to the disk when this is done, not on it: a power cut may cost the last of them, which a folder
    /// to look into can bear.</summary>
    public Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken) =>
        Task.FromResult(Send(email, operation));

    /// <summary>Also what is on its way here: whoever sends it now finds it sent.</summary>
    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken)
    {
        var ids = operations.Select(operation => operation.ToString()).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            known.UnionWith(ids);
            foreach (var name in names.Where(name => ids.Contains(OperationOf(name))).ToList())
            {
                File.Delete(Path.Combine(path, name));
                names.Remove(name);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The names of messages, the newest first.</summary>
    public IReadOnlyList<string> List(int skip, int take)
    {
        lock (gate)
        {
            return [.. names.Reverse().Skip(skip).Take(take)];
        }
    }

    /// <summary>Where the message of a name is, or null where there is none: only what was listed is opened, so that a name is never a
    /// path.</summary>
    public string? Find(string name)
    {
        lock (gate)
        {
            return names.Contains(name) ? Path.Combine(path, name) : null;
        }
    }

    private Delivery Send(Email email, MessageId operation)
    {
        var id = operation.ToString();
        lock (gate)
        {
            if (known.Contains(id))
            {
                return new Delivery.Taken();
            }
        }

        var now = clock.GetCurrentInstant();
        var name = $"{MailName.Of(now)}-{id}{Extension}";
        var file = Path.Combine(path, name);
        try
        {
            Write(MailMessage.Of(email, operation, now), file + Beside);
            Keep(name, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Delivery.NotNow(now + Duration.FromMinutes(1));
        }

        return new Delivery.Taken();
    }

    // Beside, and moved when it is whole, so that nobody reads half a message; and in one piece, since each costs a call.
    private static void Write(MimeMessage message, string path)
    {
        using var whole = new MemoryStream();
        using (message)
        {
            message.WriteTo(whole);
        }

        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(file, whole.GetBuffer().AsSpan(0, (int)whole.Length), 0);
    }

    private void Keep(string name, string file)
    {
        lock (gate)
        {
            if (known.Contains(OperationOf(name)))
            {
                // Somebody else has sent it, or it was forgotten meanwhile.
                File.Delete(file + Beside);
                return;
            }

            File.Move(file + Beside, file, overwrite: true);
            Add(name);
        }
    }

    private void Add(string name)
    {
        if (Path.GetFileNameWithoutExtension(name) is { Length: > IdLength })
        {
            names.Add(name);
            known.Add(OperationOf(name));
        }
    }

    private static string OperationOf(string name) => Path.GetFileNameWithoutExtension(name)[^IdLength..];
}
