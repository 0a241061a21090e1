using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Loyalty.Benchmarks.Peers;

/// <summary>A PostgreSQL server of this run's own: durable as it comes from the box, reached by a socket in a temporary folder, which goes
/// with it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private const string Missing =
        "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin (on Debian: apt-get install postgresql).";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];

    private PostgresServer(string folder, Process process)
    {
        this.folder = folder;
        this.process = process;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The folder with the newest version's programs; null where PostgreSQL is not there.</summary>
    public static string? Binaries => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public string Version { get; private set; } = "";

    /// <exception cref="PeerMissingException">PostgreSQL is not there.</exception>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        if (Binaries is not { } binaries)
        {
            throw new PeerMissingException(Missing);
        }

        var folder = Directory.CreateTempSubdirectory("loyalty-postgres-").FullName;
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await Child.RunAsync(Missing, "chown", [User, folder], null, cancellationToken);
            }

            var data = Path.Combine(folder, "data");
            await RunAsync(
                [Path.Combine(binaries, "initdb"), "-D", data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C"],
                folder,
                cancellationToken);
            var (program, arguments) = AsUser([
                Path.Combine(binaries, "postgres"), "-D", data, "-k", folder,
                "-c", "listen_addresses=", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "shared_buffers=256MB"]);
            var server = new PostgresServer(folder, Child.Start(Missing, program, arguments, folder));
            try
            {
                await server.WaitAsync(cancellationToken);
            }
            catch
            {
                await server.StopAsync();
                throw;
            }

            return server;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Makes a database.</summary>
    /// <param name="connections">The most that are open at once.</param>
    public async Task<NpgsqlDataSource> CreateAsync(string database, int connections, CancellationToken cancellationToken)
    {
        await using var server = Open(User, 1);
#pragma warning disable CA2100 // The name is one of this program's own.
        await using var create = server.CreateCommand($"CREATE DATABASE {database}");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellationToken);
        return Open(database, connections);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StopAsync()
    {
        using (process)
        {
            if (!process.HasExited)
            {
                // The signal on which it rolls back what is under way and ends.
                using var signal = Process.Start("kill", ["-s", "INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
                await signal.WaitForExitAsync();
            }

            await process.WaitForExitAsync();
        }
    }

    // It refuses to run as root.
    private static (string Program, IReadOnlyList<string> Arguments) AsUser(IReadOnlyList<string> command) => Environment.IsPrivilegedProcess
        ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", .. command])
        : (command[0], [.. command.Skip(1)]);

    private static async Task RunAsync(IReadOnlyList<string> command, string folder, CancellationToken cancellationToken)
    {
        var (program, arguments) = AsUser(command);
        await Child.RunAsync(Missing, program, arguments, folder, cancellationToken);
    }

    private NpgsqlDataSource Open(string database, int connections) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = User,
        Database = database,
        MaxPoolSize = connections,
    });

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await using var server = Open(User, 1);
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(100, cancellationToken))
        {
            try
            {
                await using var connection = await server.OpenConnectionAsync(cancellationToken);
                Version = connection.PostgreSqlVersion.ToString();
                return;
            }
            catch (NpgsqlException) when (waiting.Elapsed < Patience && !process.HasExited)
            {
                // It is still starting.
            }
            catch (NpgsqlException exception)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', said)}", exception);
            }
        }
    }
}
