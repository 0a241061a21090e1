using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loyalty.Storage.Tests.Azure;

/// <summary>A way to the emulator on which replies get lost or never come: the requests always arrive.</summary>
public sealed class FaultyProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly int target;
    private int repliesToLose;
    private volatile string? answerInstead;

    public FaultyProxy(int target)
    {
        this.target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Breaks the connection in place of each of the next so many replies.</summary>
    public void LoseReplies(int count) => Volatile.Write(ref repliesToLose, count);

    /// <summary>From now on answers everything so, or, where it is empty, nothing ever.</summary>
    public void AnswerInstead(string reply) => answerInstead = reply;

    public void Dispose()
    {
        stopped.Cancel();
        listener.Dispose();
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopped.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        using (var broken = CancellationTokenSource.CreateLinkedTokenSource(stopped.Token))
        {
            await server.ConnectAsync(IPAddress.Loopback, target, broken.Token);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), server.GetStream(), bytes => bytes, broken.Token),
                PumpAsync(server.GetStream(), client.GetStream(), Reply, broken.Token));
            await broken.CancelAsync();
        }
    }

    // What goes back to the client in place of these bytes; null breaks the connection.
    private ReadOnlyMemory<byte>? Reply(ReadOnlyMemory<byte> bytes)
    {
        if (Interlocked.Decrement(ref repliesToLose) >= 0)
        {
            return null;
        }

        return answerInstead is { } instead ? Encoding.ASCII.GetBytes(instead) : bytes;
    }

    private static async Task PumpAsync(
        NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> change, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0 && change(buffer.AsMemory(0, read)) is { } bytes)
            {
                await to.WriteAsync(bytes, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // One side hung up.
        }
    }
}
