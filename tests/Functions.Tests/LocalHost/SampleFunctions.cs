using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>Functions in the shapes that the product's have.</summary>
internal static class SampleFunctions
{
    public static Type[] All { get; } =
        [typeof(Echo), typeof(Send), typeof(Fail), typeof(Unavailable), typeof(Take), typeof(Hourly), typeof(AlsoHourly)];

    /// <summary>What the functions saw, and what they are to do.</summary>
    public sealed class Record
    {
        public ConcurrentQueue<string> Taken { get; } = new();

        public ConcurrentQueue<string> Ticks { get; } = new();

        public ConcurrentDictionary<string, int> Attempts { get; } = new();

        public bool TimersFail { get; set; }

        public TaskCompletionSource Gate { get; set; } = Open();

        private static TaskCompletionSource Open()
        {
            var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            open.SetResult();
            return open;
        }
    }

    public sealed class Echo(IClock clock)
    {
        [Function(nameof(Echo))]
        public async Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = "api/echo/{member}")] HttpRequest request,
            string member,
            CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(cancellationToken);
            return Results.Text($"{request.Method} {member} {body} {clock.GetCurrentInstant()}");
        }
    }

    public sealed class Send(ServiceBusSender sender)
    {
        [Function(nameof(Send))]
        public async Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/send")] HttpRequest request,
            CancellationToken cancellationToken)
        {
            var body = await BinaryData.FromStreamAsync(request.Body, cancellationToken);
            await sender.SendMessageAsync(new ServiceBusMessage(body), cancellationToken);
            return Results.Accepted();
        }
    }

    public sealed class Fail
    {
        [Function(nameof(Fail))]
        public Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/fail")] HttpRequest request) =>
            throw new InvalidOperationException("The secret of " + request.Path);
    }

    public sealed class Unavailable
    {
        [Function(nameof(Unavailable))]
        public Task<IResult> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/unavailable")] HttpRequest request) =>
            throw new StoreUnavailableException("The secret of " + request.Path);
    }

    public sealed class Take(Record record)
    {
        [Function(nameof(Take))]
        public async Task RunAsync(
            [ServiceBusTrigger("purchases", Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)]
            ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken)
        {
            await record.Gate.Task.WaitAsync(cancellationToken);
            foreach (var message in messages)
            {
                var body = message.Body.ToString();
                var attempt = record.Attempts.AddOrUpdate(body, 1, (_, attempts) => attempts + 1);
                switch (body)
                {
                    case "bad":
                        await actions.DeadLetterMessageAsync(message, null, "InvalidPurchase", "It is bad.", cancellationToken);
                        break;
                    case "throw once" when attempt == 1:
                        throw new InvalidOperationException("Once.");
                    case "forget once" when attempt == 1:
                        break;
                    case "abandon once" when attempt == 1:
                        await actions.AbandonMessageAsync(message, null, cancellationToken);
                        break;
                    default:
                        await actions.CompleteMessageAsync(message, cancellationToken);
                        record.Taken.Enqueue($"{body} #{message.DeliveryCount}");
                        break;
                }
            }
        }
    }

    public sealed class Hourly(Record record, IClock clock)
    {
        [Function(nameof(Hourly))]
        public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            record.Ticks.Enqueue($"{clock.GetCurrentInstant()} {nameof(Hourly)}{(timer.IsPastDue ? " late" : "")}");
            return Task.CompletedTask;
        }
    }

    /// <summary>Not among <see cref="All"/>: a year of it would take long.</summary>
    public sealed class EverySecond(Record record)
    {
        [Function(nameof(EverySecond))]
        public Task RunAsync([TimerTrigger("* * * * * *")] TimerInfo timer)
        {
            record.Ticks.Enqueue(timer.IsPastDue ? "late" : "in time");
            return Task.CompletedTask;
        }
    }

    public sealed class AlsoHourly(Record record, IClock clock)
    {
        [Function(nameof(AlsoHourly))]
        public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            record.Ticks.Enqueue($"{clock.GetCurrentInstant()} {nameof(AlsoHourly)}{(timer.IsPastDue ? " late" : "")}");
            return record.TimersFail ? throw new InvalidOperationException("This timer fails.") : Task.CompletedTask;
        }
    }
}
