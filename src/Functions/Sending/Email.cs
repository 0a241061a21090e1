using System.Collections.Immutable;
using Loyalty.Domain.Programs;

namespace Loyalty.Functions.Sending;

/// <summary>A message as it goes to the provider. No text has line breaks but the two bodies.</summary>
public sealed record Email(
    Sender From,
    string To,
    string? ToName,
    string Subject,
    string Html,
    string Text,
    ImmutableArray<KeyValuePair<string, string>> Headers);
