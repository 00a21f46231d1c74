using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>The audit log of a server: verified, and rid of personal data.</summary>
internal static class AuditCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("audit", "Verifies the audit log of a server, and destroys the keys of persons in it.")
    {
        AuditVerifyCommand.Create(context),
        AuditShredCommand.Create(context),
    };
}
