using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class LsCommand
{
    public static Command Create(CliContext context) => new("ls", "stub " + context.Json);
}
