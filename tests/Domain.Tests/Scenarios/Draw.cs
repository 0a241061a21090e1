namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Draws from a seed that FsCheck gives.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Both ends may come.</summary>
    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Chance(int percent) => Between(1, 100) <= percent;

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public T OneOf<T>(List<T> choices) => choices[random.Next(choices.Count)];

    public T[] Shuffled<T>(IEnumerable<T> values)
    {
        var shuffled = values.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>At most so many of the values, each once.</summary>
    public IEnumerable<T> Some<T>(int most, params IEnumerable<T> values) => Shuffled(values).Take(Between(0, most));
}
