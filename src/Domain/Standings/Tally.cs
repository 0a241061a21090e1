namespace Loyalty.Domain.Standings;

/// <summary>What was given under one key so far, while the dates are gone through.</summary>
internal struct Tally
{
    /// <summary>By the version that is being looked at.</summary>
    public long Count;

    /// <summary>Stamps on the card.</summary>
    public long Stamps;

    /// <summary>Whether any was given, and the day of the last one.</summary>
    public bool Given;
    public int LastOn;

    /// <summary>The days on which any was given, where somebody asks for them.</summary>
    public List<(int Day, long Count)>? Days;

    /// <summary>The last day of the period for which the last one was given.</summary>
    public int PeriodEnd;

    public void Give(int day, long count = 1)
    {
        Count += count;
        Given = true;
        LastOn = day;
        Days?.Add((day, count));
    }
}
