using Loyalty.Domain.Programs;

namespace Loyalty.Functions.Programs;

/// <summary>The version published last, and its document to the byte.</summary>
public sealed record NewestProgram(ProgramVersion Version, ReadOnlyMemory<byte> Document);
