using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new("data", "stub " + context.Json);
}
