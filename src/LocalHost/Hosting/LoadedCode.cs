using System.Reflection;

namespace Loyalty.LocalHost.Hosting;

/// <summary>The assemblies that the host may come to need, loaded before it serves. The runtime loads one when its code first runs, and
/// where that fails it never tries again: a host without a file handle to spare in that moment would fail at it until it is restarted.
/// </summary>
internal static class LoadedCode
{
    public static void Load()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<Assembly>([typeof(LoadedCode).Assembly]);
        while (next.TryPop(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => seen.Add(name.FullName)))
            {
                if (Find(name) is { } found)
                {
                    next.Push(found);
                }
            }
        }
    }

    private static Assembly? Find(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            // What a package can do without need not be there.
            return null;
        }
    }
}
