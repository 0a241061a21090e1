using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Loyalty.EndToEnd.Tests.Browser;

/// <summary>A browser with one page, and all that it asked for and complained of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(new Uri(request.Url));
        page.Console += (_, message) => Complaints.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public ConcurrentQueue<Uri> Requests { get; } = [];

    /// <summary>What the browser's console says: errors, and what the page's policy has forbidden.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Goes as far as the details, by the code in the mail.</summary>
    public async Task OpenDetailsAsync(CardSite site, string address)
    {
        await Page.ClickAsync("form[action$='/code'] button");
        await Page.FillAsync("#code", await site.CodeAsync(address));
        await Page.ClickAsync("form[action='open'] button");
        await Page.WaitForSelectorAsync("#name");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
