using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    public string? Connection { get; set; }

    public string? QueueName { get; }

    public bool IsBatched { get; set; }

    public bool AutoCompleteMessages { get; set; }
}
