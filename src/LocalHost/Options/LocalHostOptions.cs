using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.LocalHost.Options;

/// <summary>What the command line asks of a host.</summary>
public sealed record LocalHostOptions
{
    public const int DefaultPort = 7071;
    public const string DefaultData = ".loyalty";
    public const string Sqlite = "sqlite";
    public const string Azurite = "azurite";

    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The names that the host goes by beside localhost and the loopback addresses.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Where customers reach the host, by which links to them begin; null: where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The folder with everything that the host keeps.</summary>
    public string Data { get; init; } = DefaultData;

    /// <summary><see cref="Sqlite"/>, <see cref="Azurite"/>, or the connection string of a storage account.</summary>
    public string Store { get; init; } = Sqlite;

    /// <summary>The connection string of Communication Services, which sends real mail; null: mail goes to a folder.</summary>
    public string? Email { get; init; }

    /// <summary>How fast mail may go; null: as a new domain may send, and as fast as it can into the folder.</summary>
    public EmailRate? EmailRate { get; init; }

    /// <summary>The file with the program, or null for the one that the command has.</summary>
    public string? Program { get; init; }

    /// <summary>Where a simulated clock begins, or null for the real one.</summary>
    public Instant? Clock { get; init; }

    /// <summary>A key of the caller's instead of the generated one.</summary>
    public string? PosKey { get; init; }

    /// <summary>A key of the caller's instead of the generated one.</summary>
    public string? StaffKey { get; init; }
}
