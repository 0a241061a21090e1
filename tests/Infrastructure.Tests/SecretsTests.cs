using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Infrastructure.Tests;

/// <summary>infra/secrets.sh, over a vault that is a folder.</summary>
public sealed class SecretsTests : IDisposable
{
    // What it uses of Azure's command line.
    private const string Az = """
        #!/bin/sh
        case "$1 $2 $3" in
          'keyvault secret list') ls "$VAULT" ;;
          'keyvault secret set') cat /dev/stdin > "$VAULT/$7" ;;
        esac
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loyalty-secrets-");
    private readonly DirectoryInfo vault;

    public SecretsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has infra/secrets.ps1 instead.");
        vault = folder.CreateSubdirectory("vault");
        var az = Path.Combine(folder.FullName, "az");
        File.WriteAllText(az, Az);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_secret_is_32_random_bytes()
    {
        Run();

        Assert.Equal(32, Convert.FromBase64String(Secret("links-1")).Length);
        Assert.NotEqual(Secret("links-1"), Secret("lookups-1"));
    }

    [Fact]
    public void A_key_is_shown_and_its_hash_is_kept()
    {
        var shown = Run();

        var key = Assert.Single(shown.Split('\n'), line => line.StartsWith("key-till-1: ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.Equal(64, key.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), Secret("key-till-1"));
    }

    [Fact]
    public void What_is_there_stays()
    {
        Run();
        var before = vault.GetFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));

        Assert.Equal("", Run());
        Assert.Equal(before, vault.GetFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName)));
    }

    private string Secret(string name) => File.ReadAllText(Path.Combine(vault.FullName, name));

    private string Run()
    {
        var start = new ProcessStartInfo(Repository.PathOf("infra/secrets.sh"))
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
                ["VAULT"] = vault.FullName,
                ["LOYALTY_VAULT"] = "vault",
                ["LOYALTY_APP"] = "app",
                ["LOYALTY_RANDOM_SECRETS"] = "links-1 lookups-1",
                ["LOYALTY_KEY_SECRETS"] = "key-till-1 key-office-1",
                ["AZURE_SUBSCRIPTION_ID"] = "subscription",
                ["AZURE_RESOURCE_GROUP"] = "group",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
