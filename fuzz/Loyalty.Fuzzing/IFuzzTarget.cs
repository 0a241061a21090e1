namespace Loyalty.Fuzzing;

/// <summary>A part of the project that takes bytes of strangers, and what must hold of it whatever they are.</summary>
public interface IFuzzTarget
{
    /// <summary>The folder of its corpus, and its name on the command line.</summary>
    string Name { get; }

    /// <summary>How many of a thousand inputs it gets: fewer where one takes long.</summary>
    int Share { get; }

    /// <summary>Inputs to begin with, beside the corpus.</summary>
    IEnumerable<byte[]> Seeds { get; }

    /// <summary>Throws where something does not hold.</summary>
    void Check(ReadOnlyMemory<byte> input);
}
