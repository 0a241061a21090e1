namespace Loyalty.Fuzzing;

/// <summary>What must hold of an input.</summary>
internal static class Require
{
    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
