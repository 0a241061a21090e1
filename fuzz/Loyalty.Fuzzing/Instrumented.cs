using System.Diagnostics;
using System.Globalization;
using Loyalty.Domain.Purchases;
using Loyalty.Functions;
using Loyalty.Templates;
using Loyalty.Wire.Events;
using SharpFuzz;

namespace Loyalty.Fuzzing;

/// <summary>A copy of this program whose assemblies note the branches that they take.</summary>
internal sealed class Instrumented
{
    public const string Option = "--instrumented";

    private readonly string program;

    private Instrumented(string program) => this.program = program;

    public static Instrumented Make()
    {
        var from = AppContext.BaseDirectory;
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Corpus.Folder))!, "artifacts", "fuzzing");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var type in new[] { typeof(PurchaseEvent), typeof(EventJson), typeof(TemplateEngine), typeof(Composition) })
        {
            Fuzzer.Instrument(Path.Combine(folder, Path.GetFileName(type.Assembly.Location)), _ => true, Options.Value);
        }

        return new(Path.Combine(folder, Path.GetFileName(typeof(Instrumented).Assembly.Location)));
    }

    /// <summary>Tries one target in a process of its own, and says whether nothing was found.</summary>
    public async Task<bool> TryAsync(IFuzzTarget target, long inputs, int seed, bool keeps, CancellationToken cancellationToken)
    {
        var number = CultureInfo.InvariantCulture;
        var start = new ProcessStartInfo("dotnet", [
            program, Option, "--target", target.Name, "--inputs", inputs.ToString(number), "--seed", seed.ToString(number),
            .. keeps ? ["--keep"] : Array.Empty<string>()]);
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
