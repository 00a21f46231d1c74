using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Stub.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context) => new("doctor", "stub " + context.Json);
}
