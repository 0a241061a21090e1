using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>The least that a play needs of functions: they keep each event with the time at which it was counted.</summary>
internal static class PlayFunctions
{
    public static Type[] All { get; } = [typeof(Post), typeof(Take), typeof(Get)];

    public sealed class Post(ServiceBusSender sender)
    {
        [Function("PostPurchases")]
        public async Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/purchases")] HttpRequest request,
            CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Body);
            var lines = (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var good = lines.Where(line => line.StartsWith('{')).ToList();
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            good.ForEach(line => Assert.True(batch.TryAddMessage(new ServiceBusMessage(BinaryData.FromString(line)))));
            await sender.SendMessagesAsync(batch, cancellationToken);
            return good.Count == 0 ? Results.BadRequest() : Results.Json(new { accepted = good.Count }, statusCode: 202);
        }
    }

    public sealed class Take(IStore store, IClock clock)
    {
        [Function("OnPurchases")]
        public async Task RunAsync(
            [ServiceBusTrigger("purchases", IsBatched = true)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken)
        {
            foreach (var message in messages)
            {
                var read = JsonSerializer.Deserialize<JsonElement>(message.Body);
                var member = read.GetProperty("member").GetString()!;
                if (member == "nobody")
                {
                    await actions.DeadLetterMessageAsync(message, null, "InvalidPurchase", "Nobody.", cancellationToken);
                    continue;
                }

                var fields = new Fields { { "at", clock.GetCurrentInstant().ToString("g", CultureInfo.InvariantCulture) } };
                var key = "event:" + read.GetProperty("id").GetString();
                await store.CommitAsync(Tables.Members, member, [new Write.Insert(key, fields)], cancellationToken);
                await actions.CompleteMessageAsync(message, cancellationToken);
            }
        }
    }

    public sealed class Get
    {
        [Function("GetMember")]
        public Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{member}")] HttpRequest request, string member) =>
            Task.FromResult(request.Path.Value!.EndsWith("nobody", StringComparison.Ordinal)
                ? Results.NotFound()
                : Results.Json(new { tier = "silver", streaks = new { monthly = new { current = 0, best = member.Length } } }));
    }
}
