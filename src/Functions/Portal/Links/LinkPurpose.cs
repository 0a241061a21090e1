namespace Loyalty.Functions.Portal.Links;

/// <summary>What a link is good for, and nothing else. Their numbers stand in links that are out in the world.</summary>
public enum LinkPurpose
{
    Unsubscribe = 1,
    Feedback = 2,
}
