namespace Loyalty.Domain.Outreach;

/// <summary>
/// What a member's consent facts about a channel come to, in whatever order they arrive: the latest counts, but a withdrawal by
/// the customer yields only to a grant by the customer. Of two of one instant the withdrawal counts.
/// </summary>
/// <param name="ByCustomer">The customer's latest own word.</param>
/// <param name="ByOthers">The latest that a till or an import recorded.</param>
public sealed record Consent(ConsentWord? ByCustomer, ConsentWord? ByOthers)
{
    public static Consent None { get; } = new(null, null);

    public bool IsGranted => ByCustomer switch
    {
        { Granted: false } => false,
        { } granted => Later(granted, ByOthers).Granted,
        null => ByOthers?.Granted ?? false,
    };

    public Consent With(ConsentWord word, bool byCustomer) => byCustomer
        ? this with { ByCustomer = Later(word, ByCustomer) }
        : this with { ByOthers = Later(word, ByOthers) };

    private static ConsentWord Later(ConsentWord word, ConsentWord? other) =>
        other is null || word.At > other.At || (word.At == other.At && !word.Granted) ? word : other;
}
