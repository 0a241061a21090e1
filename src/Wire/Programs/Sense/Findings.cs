using System.Collections.Immutable;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>What a good document makes no sense in: errors where something can never be as it says, warnings where it is likely that
/// somebody meant something else.</summary>
internal sealed class Findings
{
    private readonly ImmutableArray<JsonError>.Builder errors = ImmutableArray.CreateBuilder<JsonError>();
    private readonly ImmutableArray<JsonError>.Builder warnings = ImmutableArray.CreateBuilder<JsonError>();

    public ImmutableArray<JsonError> Errors => errors.ToImmutable();

    public ImmutableArray<JsonError> Warnings => warnings.ToImmutable();

    /// <param name="pointer">Of the place that is to be changed.</param>
    /// <param name="detail">What is wrong, and what to do.</param>
    public void Error(string pointer, string detail) => errors.Add(new(pointer, detail));

    public void Warn(string pointer, string detail) => warnings.Add(new(pointer, detail));
}
