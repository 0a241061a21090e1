using MimeKit;

namespace Loyalty.LocalHost.Mail;

/// <summary>Reads the folder as a mail program does: whatever became of a file meanwhile, the others are shown.</summary>
internal sealed class MailReader(MailFolder folder)
{
    private const int PerPage = 50;

    /// <summary>A page of the messages whose addressee or subject has the text, the newest first; of all where it is empty.</summary>
    /// <param name="page">From 1.</param>
    public async Task<MailListing> ListAsync(string sought, int page, CancellationToken cancellationToken)
    {
        var skip = (page - 1) * PerPage;
        return sought.Length == 0
            ? Listing(await HeadsAsync(folder.List(skip, PerPage + 1)).ToListAsync(cancellationToken))
            : Listing(await HeadsAsync(folder.List(0, int.MaxValue))
                .Where(head => head.Mentions(sought))
                .Skip(skip)
                .Take(PerPage + 1)
                .ToListAsync(cancellationToken));

        MailListing Listing(List<MailHead> heads) => new(sought, page, [.. heads.Take(PerPage)], heads.Count > PerPage);
    }

    /// <summary>The message of a name, or null where there is none that can be read.</summary>
    public async Task<OpenedMail?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return folder.Find(name) is { } path ? await OpenedMail.ReadAsync(name, path, cancellationToken) : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    private async IAsyncEnumerable<MailHead> HeadsAsync(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (folder.Find(name) is { } path)
            {
                yield return await HeadAsync(name, path);
            }
        }
    }

    private static async Task<MailHead> HeadAsync(string name, string path)
    {
        try
        {
            using var message = new MimeMessage(await HeaderList.LoadAsync(path));
            return MailHead.Of(name, message);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return MailHead.Unreadable(name);
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or FormatException;
}
