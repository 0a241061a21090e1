using System.Collections.Immutable;

namespace Loyalty.LocalHost.Mail;

/// <summary>A page of the list.</summary>
/// <param name="Sought">What the messages have in common; empty: nothing.</param>
/// <param name="Page">From 1.</param>
internal sealed record MailListing(string Sought, int Page, ImmutableArray<MailHead> Heads, bool HasOlder);
