using System.Diagnostics;
using System.Reflection;

namespace Loyalty.Infrastructure.Tests.Bicep;

/// <summary>The compiler of Bicep, over a copy of infra/bicep: it writes beside what it reads, and a test may change the copy.</summary>
internal sealed class Compiler : IDisposable
{
    private static readonly string? Program = typeof(Compiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "Bicep")?.Value;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loyalty-bicep-");

    public Compiler()
    {
        var source = Repository.PathOf("infra/bicep");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public static void SkipWhereItIsMissing() =>
        Assert.SkipWhen(Program is null, "The compiler of Bicep is a package for Linux on x64 here; there these tests run.");

    /// <summary>Changes a file of the copy.</summary>
    public void Replace(string file, string old, string with)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>What the compiler has to say of a file: nothing where it is good.</summary>
    public string Complaints(string command, string file) => Run(Size.Dev, command, file, "--stdout").Complaints;

    public string ComplaintsOfLint(string file) => Run(Size.Dev, "lint", file).Complaints;

    public string Build(Size size, string command, string file)
    {
        var (output, complaints) = Run(size, command, file, "--stdout");
        Assert.Equal("", complaints);
        return output;
    }

    /// <summary>What would be deployed, with every expression evaluated that can be before anything is there.</summary>
    public string Preview(Size size)
    {
        var (_, complaints) = Run(
            size, "snapshot", "main.bicepparam",
            "--subscription-id", Guid.Empty.ToString(), "--location", "westeurope");
        Assert.Equal("", complaints);
        return File.ReadAllText(Path.Combine(folder.FullName, "main.snapshot.json"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private (string Output, string Complaints) Run(Size size, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program!)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AZURE_ENV_NAME"] = "tests",
                ["AZURE_LOCATION"] = "westeurope",
                ["AZURE_PRINCIPAL_ID"] = Deployment.Keeper,
                ["LOYALTY_SIZE"] = size.Name,
                ["LOYALTY_EMAIL_DOMAIN"] = size.EmailDomain,
                ["LOYALTY_EMAIL_DOMAIN_VERIFIED"] = "true",
                ["LOYALTY_ALERT_EMAILS"] = "office@example.com",
            },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode == 0 ? complaints.Result : $"It ended with {process.ExitCode}. {complaints.Result}");
    }
}
