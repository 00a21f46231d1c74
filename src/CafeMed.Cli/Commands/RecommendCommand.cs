using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class RecommendCommand
{
    public static Command Create(CliContext context) => new("recommend", "stub " + context.Json);
}
