using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.LocalHost.Hosting;
using NodaTime.Text;

namespace Loyalty.LocalHost.Local;

/// <summary>What was decided on messages and how each ended, for tests and the curious.</summary>
internal static class MessageRoutes
{
    public static void MapMessageRoutes(this IEndpointRouteBuilder routes) => routes.MapGet("messages", AnswerAsync);

    /// <summary>A status as the contract calls it.</summary>
    public static string Word(MessageStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private static async Task AnswerAsync(HttpContext context, IStore store)
    {
        if (!context.Request.Query.TryGetValue("member", out var asked))
        {
            await WriteAsync(context, await StoredMessages.OfAllAsync(store, context.RequestAborted));
        }
        else if (MemberId.TryParse(asked.ToString()) is { } member)
        {
            await WriteAsync(context, await StoredMessages.OfAsync(store, member, context.RequestAborted));
        }
        else
        {
            await Problem.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                "A member is 1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit.");
        }
    }

    private static Task WriteAsync(HttpContext context, IEnumerable<(string Member, StoredMessage Message)> messages) =>
        Lines.WriteAsync(context, messages.Select(read => new
        {
            Id = read.Message.Id.ToString(),
            read.Member,
            Kind = read.Message.Occasion.Kind.Name(),
            Occasion = read.Message.Occasion.Id,
            Status = Word(read.Message.Status),
            DecidedAt = InstantPattern.ExtendedIso.Format(read.Message.DecidedAt),
            SentAt = read.Message.SentAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
            read.Message.To,
            read.Message.Subject,
            Reward = read.Message.Reward?.ToString(),
        }));
}
