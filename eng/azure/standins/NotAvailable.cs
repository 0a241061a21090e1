namespace Loyalty.StandIns;

/// <summary>What a stand-in says where only the official package can act.</summary>
internal static class NotAvailable
{
    internal static NotSupportedException Settlement() =>
        new("Built with stand-ins for the Azure packages, which cannot settle messages of Service Bus: run src/LocalHost instead.");

    internal static NotSupportedException EmailOperation() =>
        new("Built with stand-ins for the Azure packages, which begin to send e-mail and do not wait for its end.");
}
