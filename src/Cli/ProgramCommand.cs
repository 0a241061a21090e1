using System.CommandLine;
using System.Text;
using Loyalty.Domain.Programs;
using Loyalty.Templates;
using Loyalty.Templates.Terms;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.Cli;

/// <summary><c>loyalty program</c>: what can be asked of a program before anybody publishes it.</summary>
internal static class ProgramCommand
{
    public static Command Create(Stream output, TextWriter error) => new("program", "Looks at a program's file.")
    {
        Check(output),
        Explain(output, error),
        Schema(output),
    };

    private static Command Check(Stream output)
    {
        var file = File();
        var templates = Templates();
        var command = new Command("check", "Says what keeps a program from being published, and what to mind. The exit status is 2 where something does.")
        {
            file, templates,
        };
        command.SetAction(parsed =>
        {
            var check = ProgramCheck.Of(ProgramFiles.ReadFile(parsed.GetRequiredValue(file)))
                .WithLetters(LetterFiles.In(parsed.GetRequiredValue(templates)));
            Print(output, [
                .. check.Errors.Select(finding => $"error   {finding}"),
                .. check.Warnings.Select(finding => $"warning {finding}"),
                $"{Count(check.Errors.Length, "error")}, {Count(check.Warnings.Length, "warning")}: {(check.IsGood ? "it can be published." : "it cannot be published.")}",
            ]);
            return check.IsGood ? 0 : LoyaltyCommand.Wrong;
        });
        return command;
    }

    private static Command Explain(Stream output, TextWriter error)
    {
        var file = File();
        var templates = Templates();
        var locale = new Option<string>("--locale")
        {
            Description = "The language: a folder of the templates.",
            DefaultValueFactory = _ => TermsTemplates.DefaultLocale,
        };
        var command = new Command("explain", "Prints a program as terms in plain language, for customers.") { file, locale, templates };
        command.SetAction(parsed =>
        {
            var read = ProgramJson.Parse(ProgramFiles.ReadFile(parsed.GetRequiredValue(file)));
            if (read is not Parsed<LoyaltyProgram>.Good { Value: var program })
            {
                return Refuse(((Parsed<LoyaltyProgram>.Bad)read).Errors, error);
            }

            try
            {
                var terms = TermsTemplates.Load(parsed.GetRequiredValue(templates));
                Print(output, terms.Write(program, parsed.GetRequiredValue(locale), since: null).TrimEnd('\n').Split('\n'));
                return 0;
            }
            catch (TemplatesException exception)
            {
                return Refuse(exception.Errors, error);
            }
        });
        return command;
    }

    private static Command Schema(Stream output)
    {
        var command = new Command("schema", "Prints the JSON Schema of a program, as config/program.schema.json has it.");
        command.SetAction(_ => output.Write(Encoding.UTF8.GetBytes(ProgramSchema.Text)));
        return command;
    }

    private static Argument<string> File() => new("FILE") { Description = "The program." };

    private static Option<string> Templates() => new("--templates")
    {
        Description = "The folder of the templates of letters and terms.",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "config", "templates"),
    };

    private static int Refuse<T>(IEnumerable<T> mistakes, TextWriter error)
    {
        foreach (var mistake in mistakes)
        {
            error.WriteLine(mistake);
        }

        return LoyaltyCommand.Wrong;
    }

    private static void Print(Stream output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
