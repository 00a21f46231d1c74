using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class EvalCommand
{
    public static Command Create(CliContext context) => new("eval", "stub " + context.Json);
}
