using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class TrainCommand
{
    public static Command Create(CliContext context) => new("train", "stub " + context.Json);
}
