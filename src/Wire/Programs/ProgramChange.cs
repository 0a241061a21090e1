namespace Loyalty.Wire.Programs;

/// <summary>What a version says otherwise than another.</summary>
/// <param name="Pointer">An RFC 6901 JSON Pointer into the later one; of what is gone, into the earlier one.</param>
/// <param name="Detail">A sentence: <c>Gold needs 1,500.00 instead of 1,000.00</c>.</param>
public sealed record ProgramChange(string Pointer, string Detail)
{
    public override string ToString() => $"{Detail} ({Pointer})";
}
