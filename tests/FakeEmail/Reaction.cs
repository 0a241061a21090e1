namespace Loyalty.FakeEmail;

/// <summary>What the fake provider does with a message.</summary>
/// <param name="Takes">Whether it takes the message, whatever it says then.</param>
internal abstract record Reaction(bool Takes)
{
    /// <summary>How long it thinks, once it has taken the message or not, before it says anything.</summary>
    public TimeSpan After { get; init; }

    /// <summary>202: taken.</summary>
    public static Reaction Accept { get; } = new Reply(202, null, Takes: true);

    /// <summary>429, with when to come again.</summary>
    public static Reaction Busy(string? retryAfter) => new Reply(429, "TooManyRequests", Takes: false, retryAfter);

    public sealed record Reply(int Status, string? Code, bool Takes, string? RetryAfter = null) : Reaction(Takes);

    /// <summary>Never says anything.</summary>
    public sealed record Hang(bool Takes) : Reaction(Takes);

    /// <summary>Breaks the connection instead of answering.</summary>
    public sealed record HangUp(bool Takes) : Reaction(Takes);

    /// <summary>Takes it, and breaks the connection in the middle of saying so.</summary>
    public sealed record Cut() : Reaction(Takes: true);
}
