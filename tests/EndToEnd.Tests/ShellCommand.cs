using System.Text.RegularExpressions;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A command as people give it to a shell, as far as the README goes: words, quotes, comments and the variable KEY.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Words">What the shell makes of it; $KEY is the tills' key.</param>
internal sealed partial record ShellCommand(string Text, IReadOnlyList<string> Words)
{
    public static IEnumerable<ShellCommand> Parse(string script)
    {
        var start = 0;
        var words = new List<string>();
        foreach (Match token in Token().Matches(script + "\n"))
        {
            if (token.Groups["word"].Success)
            {
                words.Add(Unquote(token.Value));
            }
            else if (token.Value == "\n")
            {
                if (words.Count > 0)
                {
                    yield return new ShellCommand(script[start..token.Index].Trim(), [.. words]);
                }

                words.Clear();
                start = token.Index + 1;
            }
        }
    }

    private static string Unquote(string word) => Quoted().Replace(word, part => part.Value[0] switch
    {
        '\'' => part.Value[1..^1],
        '"' => part.Value[1..^1].Replace("$KEY", HostProcess.PosKey, StringComparison.Ordinal),
        _ => part.Value.Replace("$KEY", HostProcess.PosKey, StringComparison.Ordinal),
    });

    [GeneratedRegex("""(?<comment>\#[^\n]*)|(?<end>\n)|(?<word>(?:'[^']*'|"[^"]*"|[^\s'"])+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""'[^']*'|"[^"]*"|[^'"]+""")]
    private static partial Regex Quoted();
}
