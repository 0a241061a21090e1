namespace Loyalty.StandIns;

/// <summary>What a stand-in says where only the official package can act.</summary>
internal static class NotAvailable
{
    internal static NotSupportedException ServiceBus() =>
        new("Built with stand-ins for the Azure packages, which cannot reach Service Bus: run src/LocalHost instead.");

    internal static NotSupportedException EmailOperation() =>
        new("Built with stand-ins for the Azure packages, which begin to send e-mail and do not wait for its end.");

    internal static InvalidOperationException FunctionsHost() =>
        new("Built with stand-ins for the Azure packages, which cannot run under a Functions host: run src/LocalHost instead.");
}
