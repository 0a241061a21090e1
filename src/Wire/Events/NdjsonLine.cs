namespace Loyalty.Wire.Events;

/// <summary>A line that is not blank, without its end.</summary>
/// <param name="Number">From 1; blank lines are counted.</param>
public readonly record struct NdjsonLine(int Number, ReadOnlyMemory<byte> Text);
