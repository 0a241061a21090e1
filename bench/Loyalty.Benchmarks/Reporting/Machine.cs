using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using BenchmarkDotNet.Running;
using Loyalty.Benchmarks.Peers;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Benchmarks.Reporting;

/// <summary>What a run runs on, by name.</summary>
internal sealed class Machine
{
    private const string Missing = "not installed";

    private readonly List<(string Name, string Value)> facts = [];

    public static async Task<Machine> LookAsync(CancellationToken cancellationToken)
    {
        var machine = new Machine();
        machine.facts.AddRange([
            ("date", Now()),
            ("processor", $"{Processor()}, {Environment.ProcessorCount} cores"),
            ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):N1} GiB"),
            ("system", $"{RuntimeInformation.OSDescription.Trim()}, kernel {Environment.OSVersion.Version}"),
            ("load at the start", Load()),
            ("Loyalty", VersionOf(typeof(Machine).Assembly)),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("SQLite", Sqlite()),
            ("Node.js", await NodeAsync(cancellationToken)),
            ("Azurite", Azurite()),
            ("PostgreSQL", await PostgresAsync(cancellationToken)),
            ("BenchmarkDotNet", VersionOf(typeof(BenchmarkRunner).Assembly).Split('+')[0]),
        ]);
        return machine;
    }

    public Table Table()
    {
        var table = new Table(["", ""]);
        facts.ForEach(fact => table.Add(fact.Name, fact.Value));
        return table;
    }

#pragma warning disable RS0030 // When it ran is what is asked.
    private static string Now() => InstantPattern.General.Format(SystemClock.Instance.GetCurrentInstant());
#pragma warning restore RS0030

    private static string Processor() =>
        Line("/proc/cpuinfo", "model name")?.Split(':')[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";

    private static string Load() => File.Exists("/proc/loadavg")
        ? string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ')[..3]) + " (1, 5 and 15 minutes)"
        : "not known";

    private static string? Line(string path, string start) =>
        File.Exists(path) ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) : null;

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "not known";

    private static string Sqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private static async Task<string> NodeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Child.RunAsync(Missing, "node", ["--version"], null, cancellationToken);
        }
        catch (PeerMissingException)
        {
            return Missing;
        }
    }

    // As tools/azurite pins it, which is from where it is started.
    private static string Azurite()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "tools", "azurite", "package.json");
            if (File.Exists(file))
            {
                using var package = JsonDocument.Parse(File.ReadAllText(file));
                return package.RootElement.GetProperty("dependencies").GetProperty("azurite").GetString()!;
            }
        }

        return Missing;
    }

    private static async Task<string> PostgresAsync(CancellationToken cancellationToken) => PostgresServer.Binaries is { } folder
        ? (await Child.RunAsync(Missing, Path.Combine(folder, "postgres"), ["--version"], null, cancellationToken)).Split(' ', 3)[2]
        : Missing;
}
