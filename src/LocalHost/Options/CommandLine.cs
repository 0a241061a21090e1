using System.CommandLine;

namespace Loyalty.LocalHost.Options;

/// <summary>The command line: without a command it serves, with <c>play</c> it plays purchases first.</summary>
public static class CommandLine
{
    /// <summary>The commands, which call one of these and exit with what it answers.</summary>
    public static RootCommand Create(
        Func<LocalHostOptions, Task<int>> serve, Func<LocalHostOptions, PlayOptions, Task<int>> play)
    {
        var options = new HostArguments();
        var file = new Argument<string?>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Purchases, NDJSON, plain or gzip; the sample without one.",
        };
        var exit = new Option<bool>("--exit") { Description = "End after the summary instead of serving on." };
        var playCommand = new Command("play", "Play purchases through the host on a simulated clock, and say what became of them.")
        {
            file,
            exit,
        };
        playCommand.SetAction(parsed =>
            play(options.Read(parsed), new PlayOptions(parsed.GetValue(file), parsed.GetValue(exit))));

        var root = new RootCommand("Loyalty on one machine: the functions of Azure, with a queue and a store of its own.");
        root.SetAction(parsed => serve(options.Read(parsed)));
        options.AddTo(root);
        root.Add(playCommand);
        return root;
    }
}
