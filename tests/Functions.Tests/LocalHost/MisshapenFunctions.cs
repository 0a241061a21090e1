using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>Functions that LocalHost cannot drive.</summary>
internal static class MisshapenFunctions
{
    public sealed class One
    {
        [Function("Same")]
        public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Done(timer);
    }

    public sealed class Another
    {
        [Function("Same")]
        public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Done(timer);
    }

    public sealed class Untriggered
    {
        [Function("Untriggered")]
        public Task RunAsync(TimerInfo timer) => Done(timer);
    }

    public sealed class OfAnotherQueue
    {
        [Function("OfAnotherQueue")]
        public Task RunAsync([ServiceBusTrigger("orders", IsBatched = true)] ServiceBusReceivedMessage[] messages) =>
            Done(messages);
    }

    public sealed class OneByOne
    {
        [Function("OneByOne")]
        public Task RunAsync([ServiceBusTrigger("purchases")] ServiceBusReceivedMessage message) => Done(message);
    }

    public sealed class OftenByFiveFields
    {
        [Function("OftenByFiveFields")]
        public Task RunAsync([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Done(timer);
    }

    private static Task Done(object trigger) => trigger is null ? throw new ArgumentNullException(nameof(trigger)) : Task.CompletedTask;
}
