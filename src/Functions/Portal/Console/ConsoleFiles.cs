namespace Loyalty.Functions.Portal.Console;

/// <summary>What src/Console builds, committed as built.</summary>
internal static class ConsoleFiles
{
    public static ConsoleFile Script { get; } = new("console.js", "text/javascript; charset=utf-8");

    public static ConsoleFile Style { get; } = new("console.css", "text/css; charset=utf-8");

    /// <summary>The licences of what the script contains.</summary>
    public static ConsoleFile Licences { get; } = new("console.licences.txt", "text/plain; charset=utf-8");

    public static ConsoleFile? Find(string name) => new[] { Script, Style, Licences }.FirstOrDefault(file => file.Name == name);
}
