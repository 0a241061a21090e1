using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Loyalty.Torture.Faults;

/// <summary>Takes from a process of the same user what it may have, and gives it back. For this one needs to be nobody special: only
/// the soft limit falls.</summary>
public static partial class Starving
{
    private const int FileSize = 1;
    private const int OpenFiles = 7;

    public static bool IsPossible => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>From now on no file of it grows past so many bytes, as on a full disk.</summary>
    public static IDisposable OfDisk(int process, long bytes) => new Hunger(process, FileSize, bytes);

    /// <summary>From now on it opens no file and takes no connection beyond those that it has, and so many.</summary>
    public static IDisposable OfHandles(int process, int more)
    {
        var open = Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Count();
        return new Hunger(process, OpenFiles, open + more);
    }

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static unsafe partial int Limit(int process, int resource, Limits* after, Limits* before);

    private static unsafe Limits Change(int process, int resource, Limits? after)
    {
        var given = after.GetValueOrDefault();
        Limits before;
        return Limit(process, resource, after is null ? null : &given, &before) == 0 ? before : throw new Win32Exception();
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public ulong Soft;
        public ulong Hard;
    }

    private sealed class Hunger : IDisposable
    {
        private readonly int process;
        private readonly int resource;
        private readonly Limits before;

        public Hunger(int process, int resource, long soft)
        {
            this.process = process;
            this.resource = resource;
            before = Change(process, resource, null);
            Change(process, resource, before with { Soft = Math.Min((ulong)soft, before.Hard) });
        }

        public void Dispose()
        {
            try
            {
                Change(process, resource, before);
            }
            catch (Win32Exception)
            {
                // It has ended meanwhile.
            }
        }
    }
}
