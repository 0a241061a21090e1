namespace Loyalty.Torture.Clients;

/// <summary>The codes that tills saw open last: several of them ask for the same ones.</summary>
internal sealed class WantedCodes
{
    private const int Kept = 12;

    private readonly Lock gate = new();
    private readonly Queue<string> codes = [];

    public void Add(string code)
    {
        lock (gate)
        {
            codes.Enqueue(code);
            while (codes.Count > Kept)
            {
                codes.Dequeue();
            }
        }
    }

    /// <summary>One of them; null where there is none.</summary>
    public string? Any(Random random)
    {
        lock (gate)
        {
            return codes.Count == 0 ? null : codes.ElementAt(random.Next(codes.Count));
        }
    }
}
