namespace Loyalty.Torture.Clients;

/// <summary>The codes that tills saw open last: several of them ask for the same ones.</summary>
internal sealed class WantedCodes
{
    private const int Kept = 12;

    private readonly Lock gate = new();
    private readonly List<string> codes = [];

    public void Add(string code)
    {
        lock (gate)
        {
            codes.Add(code);
            if (codes.Count > Kept)
            {
                codes.RemoveAt(0);
            }
        }
    }

    /// <summary>Somebody has it.</summary>
    public void Remove(string code)
    {
        lock (gate)
        {
            codes.RemoveAll(other => other == code);
        }
    }

    /// <summary>One of them; null where there is none.</summary>
    public string? Any(Random random)
    {
        lock (gate)
        {
            return codes.Count == 0 ? null : codes[random.Next(codes.Count)];
        }
    }
}
