using System.CommandLine;
using System.Text;
using Loyalty.Wire.Programs;

namespace Loyalty.Cli;

/// <summary><c>loyalty program</c>: what can be asked of a program before anybody publishes it.</summary>
internal static class ProgramCommand
{
    public static Command Create(Stream output) => new("program", "Looks at a program's file.")
    {
        Schema(output),
    };

    private static Command Schema(Stream output)
    {
        var command = new Command("schema", "Prints the JSON Schema of a program, as config/program.schema.json has it.");
        command.SetAction(_ => output.Write(Encoding.UTF8.GetBytes(ProgramSchema.Text)));
        return command;
    }
}
