namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>What the member of a letter is in.</summary>
internal sealed record LetterSituation(string Title)
{
    public string? Name { get; init; }

    /// <summary>In the window that ends now; minor units.</summary>
    public long Spend { get; init; }

    /// <summary>Before it, when it still counted for the tier; minor units.</summary>
    public long Earlier { get; init; }

    /// <summary>On dates in a row; 0: the program has one level, too.</summary>
    public int Visits { get; init; }

    /// <summary>Whether levels ask for all of their thresholds.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>The id of its terms.</summary>
    public string? Reward { get; init; }

    public bool AsksFeedback { get; init; }

    public string Answer { get; init; } = "We are sorry that your coffee was cold.\r\n\r\nThe machine is mended, and the next cup is on us.";
}
