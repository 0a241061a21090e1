using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Loyalty.Fuzzing;

/// <summary>Which branches of the instrumented assemblies have been taken, and about how often in one input.</summary>
public sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte* taken;
    private readonly byte[] seen = new byte[Size];

    /// <summary>To be made before anything of an instrumented assembly runs.</summary>
    public Coverage()
    {
        taken = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = taken;
    }

    /// <summary>How many kinds of branches have been seen.</summary>
    public int Seen { get; private set; }

    public void Begin()
    {
        NativeMemory.Clear(taken, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input took a branch that none before it took, or took one much more often.</summary>
    public bool End()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(taken, Size / sizeof(ulong));
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
            {
                continue;
            }

            for (var i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                // Once, twice, up to 4, 8, 16, … times.
                var often = taken[i] == 0 ? 0 : (byte)(1 << (BitOperations.Log2(taken[i])));
                if ((seen[i] & often) != often)
                {
                    Seen += seen[i] == 0 ? 1 : 0;
                    seen[i] |= (byte)often;
                    isNew = true;
                }
            }
        }

        return isNew;
    }
}
