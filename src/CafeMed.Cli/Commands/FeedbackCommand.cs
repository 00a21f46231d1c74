using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>What clinicians did with the cards.</summary>
internal static class FeedbackCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("feedback", "What clinicians did with the cards of a server.") { FeedbackReportCommand.Create(context) };
}
