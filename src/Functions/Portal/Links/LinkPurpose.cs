namespace Loyalty.Functions.Portal.Links;

/// <summary>What a link is good for, and nothing else. Their numbers stand in links that are out in the world.</summary>
public enum LinkPurpose
{
    Unsubscribe = 1,
    Feedback = 2,

    /// <summary>The customer's card.</summary>
    Card = 3,

    /// <summary>No link: what a form of the card carries once a code has proved whose card it is.</summary>
    Session = 4,
}
