namespace Loyalty.Wire.Events;

/// <summary>What a CloudEvent says of the purchase event that is its data.</summary>
/// <param name="Id">What counts where the data has no id; null where it is wrong itself.</param>
/// <param name="Kind">The data's type, as the CloudEvent's type has it; null where that is wrong itself.</param>
internal readonly record struct CloudEventAttributes(string? Id, string? Kind);
